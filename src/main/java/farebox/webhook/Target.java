package farebox.webhook;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;

/** An address that may be told something: with live money it is encrypted and public, so that nobody looks behind our walls. */
public record Target(URI url) {
    private static final int LENGTH_MAX = 500;

    /** Networks that are not the internet and that Java has no question for, each with the length of its prefix. */
    private static final List<Network> WITHIN_WALLS = List.of(
            Network.of("0.0.0.0", 8),
            Network.of("100.64.0.0", 10),
            Network.of("192.0.0.0", 24),
            Network.of("198.18.0.0", 15),
            Network.of("240.0.0.0", 4),
            Network.of("fc00::", 7),
            // What leads to an older address within.
            Network.of("::", 96),
            Network.of("64:ff9b::", 32),
            Network.of("2002::", 16));

    /** It is no address for webhooks; the message is a sentence for people. */
    public static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unfit(String why) {
            super(why, null, false, false);
        }
    }

    /**
     * The address that was typed.
     *
     * @throws Unfit when it is none, or none that may be told anything
     */
    public static Target of(String typed, boolean livemode) {
        var target = new Target(web(typed));
        var scheme = target.url.getScheme();
        if (livemode && !scheme.equals("https"))
            throw new Unfit("With live money the address must begin with https://.");
        if (livemode) target.refuseWithinWalls();
        return target;
    }

    private static URI web(String typed) {
        try {
            var url = new URI(typed == null ? "" : typed.strip());
            var known = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            if (known
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && url.getFragment() == null
                    && url.toString().length() <= LENGTH_MAX) return url;
        } catch (URISyntaxException malformed) {
            // Said below, as of every other text that is no address.
        }
        throw new Unfit("The address must be one such as https://app.example/webhooks, of at most " + LENGTH_MAX
                + " characters, without a password in it.");
    }

    /** Looks the host up; done before every try, since names move. */
    void refuseWithinWalls() {
        try {
            for (var address : InetAddress.getAllByName(url.getHost()))
                if (isWithinWalls(address)) throw new Unfit(url.getHost() + " is not an address of the internet.");
        } catch (UnknownHostException unknown) {
            throw new Unfit("No address is known for " + url.getHost() + ".");
        }
    }

    static boolean isWithinWalls(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || WITHIN_WALLS.stream().anyMatch(network -> network.holds(address));
    }

    private record Network(InetAddress first, int prefix) {
        static Network of(String first, int prefix) {
            return new Network(InetAddress.ofLiteral(first), prefix);
        }

        boolean holds(InetAddress address) {
            if (address instanceof Inet6Address != first instanceof Inet6Address) return false;
            for (int bit = 0; bit < prefix; bit++) if (bit(address, bit) != bit(first, bit)) return false;
            return true;
        }

        private static int bit(InetAddress address, int bit) {
            return address.getAddress()[bit / 8] >> (7 - bit % 8) & 1;
        }
    }
}
