package vn.trangtien.sim.camera.rtsp;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the ways in which a client wants to get its packets (RFC 2326 section 12.39).
 *
 * @param isInterleaved within the connection, otherwise in datagrams
 * @param first channel or port of the stream
 * @param second channel or port of RTCP
 */
record TransportOffer(boolean isInterleaved, int first, int second) {

    private static final Pattern CHANNELS = Pattern.compile("interleaved=(\\d{1,3})");
    private static final Pattern PORTS = Pattern.compile("client_port=(\\d{1,5})(?:-(\\d{1,5}))?");

    /** The first of the offers, which are in the order of the client's liking, that this camera can do; no multicast. */
    static Optional<TransportOffer> firstUsable(String header) {
        for (String offer : header.split(",", -1)) {
            String text = offer.trim().toLowerCase(Locale.ROOT);
            Optional<TransportOffer> usable = text.contains("multicast")
                    ? Optional.empty()
                    : text.startsWith("rtp/avp/tcp")
                            ? interleaved(text)
                            : text.matches("rtp/avp(/udp)?(;.*)?") ? datagrams(text) : Optional.empty();
            if (usable.isPresent()) {
                return usable;
            }
        }
        return Optional.empty();
    }

    private static Optional<TransportOffer> interleaved(String text) {
        Matcher channels = CHANNELS.matcher(text);
        int first = channels.find() ? Integer.parseInt(channels.group(1)) : 0;
        return first < 255 ? Optional.of(new TransportOffer(true, first, first + 1)) : Optional.empty();
    }

    private static Optional<TransportOffer> datagrams(String text) {
        Matcher ports = PORTS.matcher(text);
        if (!ports.find()) {
            return Optional.empty();
        }
        int first = Integer.parseInt(ports.group(1));
        int second = ports.group(2) == null ? first + 1 : Integer.parseInt(ports.group(2));
        boolean possible = first >= 1024 && second >= 1024 && first <= 65_535 && second <= 65_535;
        return possible ? Optional.of(new TransportOffer(false, first, second)) : Optional.empty();
    }
}
