"""Headers of every answer that neither Django nor the policy package sets."""

HEADERS = {
    # What no page of ours asks a browser for, nor anything shown within one.
    "Permissions-Policy": (
        "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(),"
        " usb=()"
    ),
    # Pictures say otherwise: feed readers show them.
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Headers:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response
