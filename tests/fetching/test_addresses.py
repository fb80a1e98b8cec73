"""Which addresses everybody may reach."""

import pytest

from calendar_app.fetching.addresses import public


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "8.8.8.8", "193.0.6.139", "2001:67c:2e8:22::c100:68b", "2606:4700:4700::1111",
     "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::1"],
)  # fmt: skip
def test_global_unicast_is_public(address: str) -> None:
    assert public(address)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1",
        "192.0.0.1", "192.0.0.9", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
        "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::127.0.0.1", "::1.1.1.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2001:20::1",
        "2002:7f00:1::", "2002:a00:1::1", "2002:e000:1::1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254",
        "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1", "4000::1",
        "", "localhost", "127.1", "0x7f.0.0.1", "2130706433", "1.1.1.1/32", "1.1.1.1 ",
    ],
)  # fmt: skip
def test_nothing_else_is(address: str) -> None:
    assert not public(address)
