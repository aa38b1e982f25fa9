package vn.trangtien.gateway.config;

/**
 * The gateway's own page.
 *
 * @param enabled whether there is one
 * @param port of loopback; the page on the network, if wanted, is on the next port
 * @param lan whether it can be reached from the network, by TLS and a one-time code
 */
public record PagePolicy(boolean enabled, int port, boolean lan) {

    /** On loopback only. */
    public static final PagePolicy DEFAULT = new PagePolicy(true, 8890, false);
}
