VirtualHost "localhost"
	modules_enabled = { "private" }
	storage = { private = "PROVIDER" }
