VirtualHost "localhost"
	modules_enabled = { "NAME" }
