package vn.trangtien.sim.camera.onvif;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import vn.trangtien.sim.camera.auth.Credentials;
import vn.trangtien.sim.camera.fault.Fault;
import vn.trangtien.sim.camera.fault.StreamFaults;
import vn.trangtien.sim.camera.web.CameraWebServer;

/** The device service and both media services over SOAP 1.2. Thread-safe. */
public final class OnvifService implements HttpHandler {

    /** Where the device service is on every ONVIF camera. */
    public static final String DEVICE_PATH = "/onvif/device_service";

    static final String MEDIA_PATH = "/onvif/media_service";
    static final String MEDIA2_PATH = "/onvif/media2_service";

    /** What a client may ask before it knows the password, so that it can set its clock for the token (Core, access classes). */
    private static final Set<String> BEFORE_LOGIN =
            Set.of("GetSystemDateAndTime", "GetCapabilities", "GetServices", "GetServiceCapabilities", "GetHostname");

    private static final int LARGEST_BYTES = 64 * 1024;
    private static final String CONTENT_TYPE = "application/soap+xml; charset=utf-8";

    private final CameraWebServer web;
    private final DeviceAnswers device;
    private final MediaAnswers media;
    private final Optional<UsernameToken> token;
    private final StreamFaults faults;

    private OnvifService(
            CameraWebServer web,
            OnvifFacts facts,
            Optional<Credentials> credentials,
            Clock clock,
            StreamFaults faults) {
        this.web = web;
        this.device = new DeviceAnswers(facts, clock, web.url(""));
        this.media = new MediaAnswers(facts);
        this.token = credentials.map(wanted -> new UsernameToken(wanted, clock));
        this.faults = faults;
    }

    /**
     * Adds the services to the camera's HTTP server.
     *
     * @param credentials empty if everybody may ask
     */
    public static void serve(
            CameraWebServer web,
            OnvifFacts facts,
            Optional<Credentials> credentials,
            Clock clock,
            StreamFaults faults) {
        var service = new OnvifService(web, facts, credentials, clock, faults);
        web.open("/onvif", service);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.sendResponseHeaders(405, -1);
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BYTES + 1);
        Optional<SoapRequest> request = body.length > LARGEST_BYTES ? Optional.empty() : SoapRequest.parse(body);
        if (request.isEmpty()) {
            reply(exchange, 400, Xml.fault("ter:WellFormed", "The message is no SOAP envelope"));
        } else if (isAllowed(exchange, request.get())) {
            answer(exchange, request.get());
        }
    }

    private void answer(HttpExchange exchange, SoapRequest request) throws IOException {
        Optional<String> answer = switch (request.namespace()) {
            case Xml.DEVICE -> device.answer(request);
            case Xml.MEDIA -> media.answer(request, false);
            case Xml.MEDIA2 -> media.answer(request, true);
            default -> Optional.empty();
        };
        if (answer.isPresent()) {
            reply(exchange, 200, answer.get());
        } else if (request.name().endsWith("Uri") || request.name().equals("GetProfile")) {
            reply(exchange, 400, Xml.fault("ter:InvalidArgVal", "There is no such profile"));
        } else {
            reply(exchange, 400, Xml.fault("ter:ActionNotSupported", "%s is not supported".formatted(request.name())));
        }
    }

    /** By the token in the message or by HTTP digest, as ONVIF allows both; an answer was sent if not. */
    private boolean isAllowed(HttpExchange exchange, SoapRequest request) throws IOException {
        boolean free = request.namespace().equals(Xml.DEVICE) && BEFORE_LOGIN.contains(request.name());
        if (free || (token.isEmpty() && !faults.has(Fault.PASSWORD))) {
            return true;
        }
        if (UsernameToken.isIn(request)) {
            if (!faults.has(Fault.PASSWORD) && token.isPresent() && token.get().accepts(request)) {
                return true;
            }
            reply(exchange, 400, Xml.fault("ter:NotAuthorized", "Sender not authorized"));
            return false;
        }
        return web.isAllowed(exchange);
    }

    private static void reply(HttpExchange exchange, int status, String xml) throws IOException {
        CameraWebServer.answer(exchange, status, CONTENT_TYPE, xml.getBytes(StandardCharsets.UTF_8));
    }
}
