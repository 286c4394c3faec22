VirtualHost "localhost"
	modules_enabled = { "NAME" }
	NAME_limit = 20
