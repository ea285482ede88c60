package io.exaplan.server.views;

import java.net.InetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Addresses of this machine and of private networks, which a caller from outside shall not reach through us. */
final class PrivateNetworks {

    private static final int IPV6_BYTES = 16;

    private PrivateNetworks() {}

    /** Whether a host is one by what it is called, without asking what its name means. */
    static boolean isCalled(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        InetAddress address = literal(name);
        return name.equals("localhost") || name.endsWith(".localhost") || (address != null && has(address));
    }

    static boolean has(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || isSharedOrUnique(address.getAddress());
    }

    /** RFC 6598 (100.64.0.0/10, of carriers), RFC 1122 (0.0.0.0/8, this network) and RFC 4193 (fc00::/7). */
    private static boolean isSharedOrUnique(byte[] bytes) {
        return bytes.length == IPV6_BYTES
                ? (bytes[0] & 0xfe) == 0xfc
                : bytes[0] == 0 || (bytes[0] == 100 && (bytes[1] & 0xc0) == 64);
    }

    private static @Nullable InetAddress literal(String host) {
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
