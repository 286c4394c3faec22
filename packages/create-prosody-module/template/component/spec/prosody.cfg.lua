VirtualHost "localhost"

Component "echo.localhost" "NAME"
	NAME_words = "Thou saidst"
