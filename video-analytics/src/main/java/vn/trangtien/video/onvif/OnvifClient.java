package vn.trangtien.video.onvif;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One camera, asked over ONVIF. Confined to one thread; each question waits at most for the time-out.
 *
 * <p>A camera's clock is often wrong, and it refuses proofs from another time: its clock is asked first, which needs no
 * password, and all proofs carry its time.
 */
public final class OnvifClient {

    private static final String DEVICE = "http://www.onvif.org/ver10/device/wsdl";
    private static final String MEDIA = "http://www.onvif.org/ver10/media/wsdl";
    private static final String MEDIA2 = "http://www.onvif.org/ver20/media/wsdl";
    private static final String SCHEMA = "http://www.onvif.org/ver10/schema";
    private static final int MOST_PROFILES = 32;

    private final URI device;
    private final SoapExchange exchange;
    private boolean clockAsked;

    /**
     * @param device address of the device service, usually {@code http://HOST/onvif/device_service}
     * @param login empty if the camera wants none
     */
    public OnvifClient(URI device, Optional<Login> login, Duration timeout, Clock clock) {
        this.device = device;
        this.exchange = new SoapExchange(login, timeout, clock);
    }

    /** How much the camera's clock is ahead of ours, as far as it was asked; zero if it does not say. */
    public Duration clockAhead() throws OnvifException {
        askClock();
        return exchange.cameraAhead();
    }

    /** Maker, model and so on. */
    public DeviceFacts device() throws OnvifException {
        askClock();
        XmlElement answer = exchange.ask(device, "<d:GetDeviceInformation xmlns:d=\"%s\"/>".formatted(DEVICE));
        return new DeviceFacts(
                answer.textOf("Manufacturer"),
                answer.textOf("Model"),
                answer.textOf("FirmwareVersion"),
                answer.textOf("SerialNumber"),
                answer.textOf("HardwareId"));
    }

    /** The streams in the camera's order, usually the largest first; by the newer media service if there is one. */
    public List<CameraStream> streams() throws OnvifException {
        askClock();
        Map<String, URI> services = services();
        if (services.containsKey(MEDIA2)) {
            try {
                return streams(services.get(MEDIA2), new Media2());
            } catch (OnvifException e) {
                if (e.problem() == OnvifProblem.SIGN_IN_REFUSED || !services.containsKey(MEDIA)) {
                    throw e;
                }
            }
        }
        if (!services.containsKey(MEDIA)) {
            throw new OnvifException(OnvifProblem.REFUSED, "no media service");
        }
        return streams(services.get(MEDIA), new Media1());
    }

    private void askClock() throws OnvifException {
        if (clockAsked) {
            return;
        }
        try {
            XmlElement answer =
                    exchange.askOpenly(device, "<d:GetSystemDateAndTime xmlns:d=\"%s\"/>".formatted(DEVICE));
            Optional<XmlElement> utc = answer.find("UTCDateTime");
            if (utc.isPresent()) {
                exchange.cameraTimeIs(instant(utc.get()));
            }
        } catch (OnvifException e) {
            if (e.problem() == OnvifProblem.UNREACHABLE || e.problem() == OnvifProblem.NO_ONVIF) {
                throw e;
            }
            // Some cameras want a password even for this: then their clock is taken for right.
        } catch (DateTimeException fromTheNetwork) {
            throw new OnvifException(OnvifProblem.NO_ONVIF, "its clock shows no time", fromTheNetwork);
        }
        clockAsked = true;
    }

    private static Instant instant(XmlElement utc) {
        return LocalDateTime.of(
                        utc.numberOf("Year"),
                        utc.numberOf("Month"),
                        utc.numberOf("Day"),
                        utc.numberOf("Hour"),
                        utc.numberOf("Minute"),
                        Math.min(59, utc.numberOf("Second")))
                .toInstant(ZoneOffset.UTC);
    }

    private Map<String, URI> services() throws OnvifException {
        var services = new LinkedHashMap<String, URI>();
        try {
            XmlElement answer = exchange.ask(
                    device,
                    "<d:GetServices xmlns:d=\"%s\"><d:IncludeCapability>false</d:IncludeCapability></d:GetServices>"
                            .formatted(DEVICE));
            for (XmlElement service : answer.all("Service")) {
                sameHost(service.textOf("XAddr")).ifPresent(uri -> services.put(service.textOf("Namespace"), uri));
            }
        } catch (OnvifException e) {
            if (e.problem() != OnvifProblem.REFUSED) {
                throw e;
            }
            // Older than GetServices: GetCapabilities below.
        }
        if (!services.containsKey(MEDIA) && !services.containsKey(MEDIA2)) {
            XmlElement answer = exchange.ask(
                    device,
                    "<d:GetCapabilities xmlns:d=\"%s\"><d:Category>Media</d:Category></d:GetCapabilities>"
                            .formatted(DEVICE));
            answer.find("Media")
                    .flatMap(media -> sameHost(media.textOf("XAddr")))
                    .ifPresent(uri -> services.put(MEDIA, uri));
        }
        return services;
    }

    /**
     * A service lives on the host that was asked, whatever the camera writes: behind a router it names an address of its own
     * network, and a liar would name somebody else's, to be given our proof.
     */
    private Optional<URI> sameHost(String address) {
        try {
            var said = new URI(address.strip());
            if (said.getPath() == null || said.getPath().isEmpty()) {
                return Optional.empty();
            }
            boolean here = device.getHost().equalsIgnoreCase(said.getHost());
            int port = here ? said.getPort() : device.getPort();
            return Optional.of(
                    new URI(device.getScheme(), null, device.getHost(), port, said.getPath(), said.getQuery(), null));
        } catch (URISyntaxException fromTheNetwork) {
            return Optional.empty();
        }
    }

    /** The words of a media service. */
    private interface Media {

        String profiles();

        String stream(String token);

        String snapshot(String token);
    }

    private static final class Media1 implements Media {

        @Override
        public String profiles() {
            return "<m:GetProfiles xmlns:m=\"%s\"/>".formatted(MEDIA);
        }

        @Override
        public String stream(String token) {
            return """
                    <m:GetStreamUri xmlns:m="%s" xmlns:t="%s"><m:StreamSetup><t:Stream>RTP-Unicast</t:Stream>\
                    <t:Transport><t:Protocol>RTSP</t:Protocol></t:Transport></m:StreamSetup>\
                    <m:ProfileToken>%s</m:ProfileToken></m:GetStreamUri>""".formatted(MEDIA, SCHEMA, token);
        }

        @Override
        public String snapshot(String token) {
            return "<m:GetSnapshotUri xmlns:m=\"%s\"><m:ProfileToken>%s</m:ProfileToken></m:GetSnapshotUri>"
                    .formatted(MEDIA, token);
        }
    }

    private static final class Media2 implements Media {

        @Override
        public String profiles() {
            return "<m:GetProfiles xmlns:m=\"%s\"><m:Type>VideoEncoder</m:Type></m:GetProfiles>".formatted(MEDIA2);
        }

        @Override
        public String stream(String token) {
            return "<m:GetStreamUri xmlns:m=\"%s\"><m:Protocol>RTSP</m:Protocol><m:ProfileToken>%s</m:ProfileToken></m:GetStreamUri>"
                    .formatted(MEDIA2, token);
        }

        @Override
        public String snapshot(String token) {
            return "<m:GetSnapshotUri xmlns:m=\"%s\"><m:ProfileToken>%s</m:ProfileToken></m:GetSnapshotUri>"
                    .formatted(MEDIA2, token);
        }
    }

    private List<CameraStream> streams(URI service, Media media) throws OnvifException {
        var streams = new ArrayList<CameraStream>();
        for (XmlElement profile : exchange.ask(service, media.profiles()).all("Profiles")) {
            Optional<XmlElement> encoder =
                    profile.find("VideoEncoderConfiguration").or(() -> profile.find("VideoEncoder"));
            if (encoder.isEmpty() || streams.size() == MOST_PROFILES) {
                // A profile of sound or metadata alone has no pictures.
                continue;
            }
            String token = SafeXml.escape(profile.attribute("token"));
            streams.add(new CameraStream(
                    profile.attribute("token"),
                    profile.textOf("Name"),
                    encoder.get().textOf("Encoding"),
                    encoder.get().numberOf("Width"),
                    encoder.get().numberOf("Height"),
                    encoder.get().numberOf("FrameRateLimit"),
                    uri(service, media.stream(token)),
                    uri(service, media.snapshot(token))));
        }
        return streams;
    }

    /** An address the camera gives; empty if it has none. */
    private String uri(URI service, String question) throws OnvifException {
        try {
            return exchange.ask(service, question).textOf("Uri");
        } catch (OnvifException e) {
            if (e.problem() == OnvifProblem.REFUSED) {
                return "";
            }
            throw e;
        }
    }
}
