"""How the desk names an account."""


def name_of(user) -> str:
    """The family name comes first; without names, what the person logs in with."""
    return f"{user.last_name} {user.first_name}".strip() or user.get_username()
