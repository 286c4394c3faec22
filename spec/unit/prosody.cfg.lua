-- Where the specs in TypeScript run, inside of the server.
VirtualHost "localhost"

Component "conference.localhost" "muc"
	modules_enabled = { "muc_probe" }
