package vn.trangtien.gateway.remote.conf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.gateway.remote.Answer;
import vn.trangtien.gateway.remote.JsonBody;
import vn.trangtien.gateway.remote.RequestFailed;
import vn.trangtien.gateway.remote.RequestHandler;
import vn.trangtien.gateway.view.ConfigStanding;
import vn.trangtien.wire.request.Request;

/**
 * CONF-V2: the configuration as JSON. The paths are Kura's and must match exactly.
 *
 * <p>An update carries the version it was made from as {@code expectedVersion} or as the property {@code version} of the gateway;
 * it is refused with 409 if another one is in force. Its answer says what is in force now, and whether that is to be confirmed.
 */
public final class ConfV2 implements RequestHandler {

    private final Configurations configurations;
    private final Components components;

    public ConfV2(Configurations configurations, DriverCatalog drivers) {
        this.configurations = configurations;
        this.components = new Components(drivers);
    }

    @Override
    public String appId() {
        return "CONF-V2";
    }

    @Override
    public Answer handle(Request request) throws RequestFailed {
        return switch (request.method() + " " + request.path()) {
            case "GET snapshots" -> json(ids(configurations.versions()));
            case "GET factoryComponents" -> json(pids(components.factories()));
            case "GET factoryComponents/ocd" -> json(list(components.factories(), true));
            case "POST factoryComponents/ocd/byFactoryPid" ->
                json(list(chosen(components.factories(), JsonBody.of(request)), true));
            case "GET configurableComponents" -> json(pids(current()));
            case "GET configurableComponents/pidsWithFactory" -> json(pidsWithFactory(current()));
            case "GET configurableComponents/configurations" -> json(list(current(), false));
            case "POST configurableComponents/configurations/byPid" ->
                json(list(chosen(current(), JsonBody.of(request)), false));
            case "POST configurableComponents/configurations/byPid/_default" ->
                json(defaults(chosen(current(), JsonBody.of(request))));
            case "PUT configurableComponents/configurations/_update" -> update(request);
            case "POST snapshots/byId" -> json(list(snapshot(id(JsonBody.of(request))), false));
            case "EXEC snapshots/_write" -> json(JsonBody.object().put("id", configurations.snapshot()));
            case "EXEC snapshots/_rollback" -> rollBack(request, before());
            case "EXEC snapshots/byId/_rollback" -> rollBack(request, id(JsonBody.of(request)));
            case "POST factoryComponents", "DEL factoryComponents/byPid" ->
                throw RequestFailed.bad(
                        "devices come and go with the text of the configuration: PUT configurableComponents/configurations/_update of component gateway with property configuration");
            default ->
                throw RequestFailed.notFound("CONF-V2 knows no %s %s".formatted(request.method(), request.path()));
        };
    }

    private List<Component> current() throws RequestFailed {
        ConfigStanding now = configurations.standing();
        return components.of(configurations.text(), new Version(now.version(), now.sha256()));
    }

    /** An old snapshot may hold what this software no longer reads; its text is shown all the same. */
    private List<Component> snapshot(long number) throws RequestFailed {
        String yaml = configurations.version(number);
        return components.of(yaml, Version.of(number, yaml));
    }

    private long before() throws RequestFailed {
        long now = configurations.standing().version();
        return configurations.versions().stream()
                .filter(number -> number < now)
                .reduce((first, second) -> second)
                .orElseThrow(() -> RequestFailed.notFound("there is no snapshot before version " + now));
    }

    private Answer rollBack(Request request, long number) throws RequestFailed {
        ConfigStanding now =
                configurations.change(configurations.version(number), OptionalLong.empty(), Requester.of(request));
        return json(standing(now).put("id", now.version()));
    }

    private Answer update(Request request) throws RequestFailed {
        ObjectNode body = JsonBody.of(request);
        Map<String, Map<String, Object>> changes = new LinkedHashMap<>();
        for (JsonNode config : body.path("configs")) {
            String pid = JsonBody.text(config, "pid");
            Map<String, Object> properties = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> property :
                    config.path("properties").properties()) {
                properties.put(property.getKey(), value(property.getKey(), property.getValue()));
            }
            if (changes.put(pid, properties) != null) {
                throw RequestFailed.bad("component %s appears twice in configs; remove one".formatted(pid));
            }
        }
        if (changes.isEmpty()) {
            throw RequestFailed.bad(
                    "the body must be {\"configs\": [{\"pid\": …, \"properties\": {name: {\"type\": …, \"value\": …}}}]}");
        }
        String yaml = components.applied(configurations.text(), changes);
        return json(
                standing(configurations.change(yaml, Expected.version(request, body, changes), Requester.of(request))));
    }

    private static Object value(String name, JsonNode property) throws RequestFailed {
        JsonNode value = property.path("value");
        String typeName = JsonBody.text(property, "type");
        Optional<PropertyType> type = PropertyType.of(typeName);
        if (type.isEmpty() || value.isMissingNode() || value.isContainer() || value.isNull()) {
            throw RequestFailed.bad(
                    "property %s must have one value and a type of STRING, LONG, DOUBLE, BOOLEAN, but was %s"
                            .formatted(name, property));
        }
        return type.get().parse(name, value.asString());
    }

    private static List<Component> chosen(List<Component> from, ObjectNode body) throws RequestFailed {
        List<String> pids =
                body.path("pids").valueStream().map(JsonNode::asString).toList();
        if (pids.isEmpty()) {
            throw RequestFailed.bad("the body must be {\"pids\": [\"gateway\", …]}");
        }
        return from.stream().filter(component -> pids.contains(component.pid())).toList();
    }

    private static long id(ObjectNode body) throws RequestFailed {
        if (!body.path("id").canConvertToLong() || !body.path("id").isIntegralNumber()) {
            throw RequestFailed.bad("the body must be {\"id\": <number of a snapshot>}");
        }
        return body.path("id").asLong();
    }

    private ObjectNode defaults(List<Component> some) throws RequestFailed {
        var result = JsonBody.object();
        var configs = result.putArray("configs");
        for (Component component : some) {
            configs.add(ComponentJson.of(components.defaults(component), false));
        }
        return result;
    }

    private static ObjectNode standing(ConfigStanding now) {
        return JsonBody.object()
                .put("version", now.version())
                .put("sha256", now.sha256())
                .put("state", now.state().code());
    }

    private static ObjectNode ids(List<Long> numbers) {
        var result = JsonBody.object();
        var array = result.putArray("ids");
        numbers.forEach(array::add);
        return result;
    }

    private static ObjectNode pids(List<Component> some) {
        var result = JsonBody.object();
        var array = result.putArray("pids");
        some.forEach(component -> array.add(component.pid()));
        return result;
    }

    private static ObjectNode pidsWithFactory(List<Component> some) {
        var result = JsonBody.object();
        var array = result.putArray("components");
        for (Component component : some) {
            ObjectNode entry = array.addObject().put("pid", component.pid());
            component.factoryPid().ifPresent(factory -> entry.put("factoryPid", factory));
        }
        return result;
    }

    private static ObjectNode list(List<Component> some, boolean definitionOnly) {
        var result = JsonBody.object();
        var configs = result.putArray("configs");
        some.forEach(component -> configs.add(ComponentJson.of(component, definitionOnly)));
        return result;
    }

    private static Answer json(ObjectNode node) {
        return Answer.ok(node.toString());
    }
}
