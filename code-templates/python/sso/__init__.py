"""Single sign-on of the add-in: the server's side."""
