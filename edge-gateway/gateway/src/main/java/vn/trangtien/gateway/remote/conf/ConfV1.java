package vn.trangtien.gateway.remote.conf;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.gateway.remote.Answer;
import vn.trangtien.gateway.remote.RequestFailed;
import vn.trangtien.gateway.remote.RequestHandler;
import vn.trangtien.gateway.remote.Texts;
import vn.trangtien.gateway.view.ConfigStanding;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.request.Request;

/**
 * CONF-V1: the configuration as Kura's XML, for consoles that know nothing newer. Unlike Kura's it answers when the change is in
 * force, and says so in metrics: {@code config.version}, {@code config.sha256}, {@code config.state}.
 */
public final class ConfV1 implements RequestHandler {

    private static final String CONFIGURATIONS = "configurations";

    private final Configurations configurations;
    private final Components components;

    public ConfV1(Configurations configurations, DriverCatalog drivers) {
        this.configurations = configurations;
        this.components = new Components(drivers);
    }

    @Override
    public String appId() {
        return "CONF-V1";
    }

    @Override
    public Answer handle(Request request) throws RequestFailed {
        List<String> path = request.resource();
        if (path.isEmpty() || path.size() > 2) {
            throw unknown(request);
        }
        boolean one = path.size() == 2;
        return switch (request.method() + " " + path.get(0)) {
            case "GET configurations" -> Answer.ok(ConfXml.write(one ? byPid(path.get(1)) : current()));
            case "PUT configurations" -> put(request, one ? path.get(1) : "");
            case "GET snapshots" ->
                Answer.ok(
                        one
                                ? ConfXml.write(snapshot(number(path.get(1))))
                                : ConfXml.writeIds(configurations.versions()));
            case "EXEC snapshot" -> {
                if (one) {
                    throw unknown(request);
                }
                yield Answer.ok(ConfXml.writeIds(List.of(configurations.snapshot())));
            }
            case "EXEC rollback" ->
                change(request, configurations.version(one ? number(path.get(1)) : before()), OptionalLong.empty());
            default -> throw unknown(request);
        };
    }

    private static RequestFailed unknown(Request request) {
        return RequestFailed.notFound("CONF-V1 knows no %s %s".formatted(request.method(), request.path()));
    }

    private static long number(String text) throws RequestFailed {
        if (!text.matches("[0-9]{1,18}")) {
            throw RequestFailed.bad("the id of a snapshot must be a number, but was '%s'".formatted(text));
        }
        return Long.parseLong(text);
    }

    private long before() throws RequestFailed {
        long now = configurations.standing().version();
        return configurations.versions().stream()
                .filter(number -> number < now)
                .reduce((first, second) -> second)
                .orElseThrow(() -> RequestFailed.notFound("there is no snapshot before version " + now));
    }

    private List<Component> current() throws RequestFailed {
        ConfigStanding now = configurations.standing();
        return components.of(configurations.text(), new Version(now.version(), now.sha256()));
    }

    /** Kura answers an unknown pid with an empty list. */
    private List<Component> byPid(String pid) throws RequestFailed {
        return current().stream()
                .filter(component -> component.pid().equals(pid))
                .toList();
    }

    private List<Component> snapshot(long number) throws RequestFailed {
        String yaml = configurations.version(number);
        return components.of(yaml, Version.of(number, yaml));
    }

    private Answer put(Request request, String pid) throws RequestFailed {
        Map<String, Map<String, Object>> changes = ConfXml.read(Texts.body(request));
        if (changes.isEmpty()) {
            throw RequestFailed.bad(
                    "the body must hold at least one configuration: <esf:%s xmlns:esf=\"%s\"><esf:configuration pid=…>"
                            .formatted(CONFIGURATIONS, ConfXml.NAMESPACE));
        }
        if (!pid.isEmpty() && !changes.keySet().equals(Set.of(pid))) {
            throw RequestFailed.bad(
                    "the topic names component %s, but the body holds %s".formatted(pid, changes.keySet()));
        }
        OptionalLong metric = Expected.version(request);
        return change(
                request,
                components.applied(configurations.text(), changes),
                metric.isPresent() ? metric : Expected.property(changes));
    }

    private Answer change(Request request, String yaml, OptionalLong expected) throws RequestFailed {
        ConfigStanding now = configurations.change(yaml, expected, Requester.of(request));
        return Answer.ok(KuraPayload.builder()
                .metric("config.version", now.version())
                .metric("config.sha256", now.sha256())
                .metric("config.state", now.state().code())
                .build());
    }
}
