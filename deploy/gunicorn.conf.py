"""One web process per core, eight threads each: docs/decisions/0001-the-stack.md.

Slow clients are the proxy's to bear: without nginx or Caddy in front a few of them
take every thread.
"""

from pathlib import Path

from allforces import settings

bind = f"127.0.0.1:{settings.PORT}"
worker_class = "gthread"
workers = settings.WEB_CONCURRENCY
threads = 8
timeout = 30
graceful_timeout = 30
keepalive = 5
max_requests = 2000
max_requests_jitter = 200
# The heartbeat file must not wait for a disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
# Only these may say that a request came by HTTPS.
forwarded_allow_ips = ",".join(map(str, settings.TRUSTED_PROXIES))
secure_scheme_headers = {"X-FORWARDED-PROTO": "https"}
control_socket_disable = True
