package io.exaplan.agent.plannerlink;

import io.exaplan.agent.settings.Fields;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the planner is and how to get there.
 *
 * @param url address of the planner, without a path of its own or with the prefix a gateway adds
 * @param proxy HTTP proxy to go through, absent for none
 * @param certificateAuthority PEM file of the only authorities to trust, absent for those the JDK trusts
 */
public record PlannerAddress(
        URI url,
        @Nullable InetSocketAddress proxy,
        @Nullable Path certificateAuthority) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String URL = "an http or https address such as https://planner.example";

    /** Reads the block {@code planner} of an agent's settings. */
    public static PlannerAddress read(Fields fields) {
        URI url = fields.required(
                "url", fields.parsed("url", URL, PlannerAddress::parseUrl), URL, URI.create("http://localhost"));
        boolean readable = "http".equals(url.getScheme()) && !LOOPBACK.contains(url.getHost());
        if (readable && !fields.flag("plainHttp", false)) {
            fields.complain("url", "https, as the token travels with every request; or set plainHttp to true");
        }
        fields.flag("plainHttp", false);
        return new PlannerAddress(
                url,
                fields.parsed("proxy", "HOST:PORT", PlannerAddress::parseProxy).orElse(null),
                fields.path("certificateAuthority").orElse(null));
    }

    /** The address of one of the protocol's paths. */
    URI resolve(String path) {
        String base = url.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    private static URI parseUrl(String text) {
        URI url = URI.create(text);
        if (url.getHost() == null || !Set.of("http", "https").contains(url.getScheme())) {
            throw new IllegalArgumentException("Not an address: " + text);
        }
        return url;
    }

    private static InetSocketAddress parseProxy(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("Not a proxy: " + text);
        }
        return InetSocketAddress.createUnresolved(
                text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }
}
