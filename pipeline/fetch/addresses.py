"""Which addresses of the internet anybody may be sent to: public ones, and nothing of the network we stand in."""

import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from urllib3.util.connection import allowed_gai_family

from pipeline.errors import DocumentError

_NOT_PUBLIC = (
    ip_network("100.64.0.0/10"),  # between a provider and its customers (RFC 6598); a cloud's metadata lie there
    ip_network("192.0.0.0/24"),  # protocol assignments (RFC 6890); another cloud's metadata
    ip_network("192.88.99.0/24"),  # relays to IPv6, given up (RFC 7526)
    ip_network("168.63.129.16/32"),  # Azure's own services, as every machine there sees them
)
_NAT64 = ip_network("64:ff9b::/96")  # the whole of IPv4, seen from a network without it (RFC 6052)


def is_public(address: str) -> bool:
    """Whether the IP *address* is one of the public internet. An IPv4 address inside an IPv6 one decides for it.

    >>> is_public("93.184.215.14"), is_public("10.0.0.1"), is_public("::ffff:127.0.0.1"), is_public("169.254.169.254")
    (True, False, False, False)
    """
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        if ip in _NAT64:
            return is_public(str(IPv4Address(int(ip) & 0xFFFFFFFF)))
        inner = (ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ()))
        if ip.is_site_local or any(each is not None for each in inner):
            return False  # nobody publishes pages at a tunnel's end
    if any(ip in network for network in _NOT_PUBLIC):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def resolved(host: str, port: int, *, allow_private: bool) -> list[str]:
    """The IP addresses of *host* that may be connected to, in the system's order; at least one.

    Raises DocumentError `dns` where there is none at all, `private_address` where there is none that may be.
    Of names that have both kinds only the public ones are given.
    """
    found = list(dict.fromkeys(_addresses(host, port)))
    if allow_private:
        return found
    public = [address for address in found if is_public(address)]
    if not public:
        where = host if host in found else f"{host} ({found[0]})"
        message = f"{where} is not an address of the public internet; --allow-private allows it"
        raise DocumentError("fetch", "private_address", message)
    return public


def _addresses(host: str, port: int) -> Iterator[str]:
    try:
        for *_, address in socket.getaddrinfo(host, port, allowed_gai_family(), socket.SOCK_STREAM):
            yield str(address[0])
    except (OSError, UnicodeError) as error:  # UnicodeError: a label that is empty or too long
        raise DocumentError("fetch", "dns", f"the name {host} has no address") from error
