package vn.trangtien.platform.identity;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The secret with which Prometheus reads the figures of a service, and nothing else. A secret of its own, because the one that the
 * services share opens every door, and Prometheus keeps what it is given in a file of its configuration.
 */
final class ScrapeToken {

    /** Where Prometheus reads. */
    static final String PATH = "/actuator/prometheus";

    private final String secret;

    /** @param secret 24 characters or more; with an empty one only services and administrators read the figures */
    ScrapeToken(String secret) {
        this.secret = ServiceToken.longEnough("trangtien.scrape-token", secret);
    }

    boolean isCarriedBy(HttpServletRequest request) {
        return ServiceToken.isCarriedBy(request, secret);
    }
}
