VirtualHost "localhost"
	authentication = "PROVIDER"
	NAME_users = { romeo = "secret" }
