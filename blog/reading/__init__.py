"""The reading site. It asks for what is live at `request.at`, never for manuscripts."""
