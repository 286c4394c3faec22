VirtualHost "localhost"

Component "conference.localhost" "muc"
	modules_enabled = { "NAME" }
	NAME_welcome = "Good morrow"
