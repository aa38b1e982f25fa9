package vn.trangtien.gateway.remote.inventory;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.trangtien.gateway.remote.Answer;
import vn.trangtien.gateway.remote.JsonBody;
import vn.trangtien.gateway.remote.RequestFailed;
import vn.trangtien.gateway.remote.RequestHandler;
import vn.trangtien.wire.request.Request;

/**
 * Lists software. Bundles are the jars of this process, the deployment package is the release that runs; there are no containers and no images, and
 * nothing can be started or stopped alone.
 */
public final class InventoryV1 implements RequestHandler {

    private static final String PRODUCT = "trangtien-gateway";

    private final String version;
    private final SystemPackages systemPackages;

    /** @param version of the software that runs */
    public InventoryV1(String version) {
        this(version, SystemPackages.ofThisMachine());
    }

    InventoryV1(String version, SystemPackages systemPackages) {
        this.version = version;
        this.systemPackages = systemPackages;
    }

    @Override
    public String appId() {
        return "INVENTORY-V1";
    }

    @Override
    public Answer handle(Request request) throws RequestFailed, InterruptedException {
        return switch (request.method() + " " + request.path()) {
            case "GET inventory" -> inventory();
            case "GET deploymentPackages" -> deploymentPackages();
            case "GET bundles" -> bundles();
            case "GET systemPackages" -> named("systemPackages", systemPackages.all());
            case "GET containers" -> named("containers", List.of());
            case "GET images" -> named("images", List.of());
            case "EXEC bundles/_start",
                    "EXEC bundles/_stop",
                    "EXEC containers/_start",
                    "EXEC containers/_stop",
                    "EXEC images/_delete" ->
                throw RequestFailed.bad(
                        "this gateway is one program: nothing in it is started, stopped or deleted alone; use DEPLOY-V2 for another release");
            default ->
                throw RequestFailed.notFound("INVENTORY-V1 knows no %s %s".formatted(request.method(), request.path()));
        };
    }

    private Answer inventory() throws InterruptedException {
        List<Software> all = new ArrayList<>();
        all.add(new Software(PRODUCT, version, "DP"));
        Jars.onClassPath().forEach(jar -> all.add(new Software(jar.name(), jar.version(), "BUNDLE")));
        all.addAll(systemPackages.all());
        return named("inventory", all);
    }

    private Answer deploymentPackages() {
        ObjectNode json = JsonBody.object();
        ArrayNode bundles = json.putArray("deploymentPackages")
                .addObject()
                .put("name", PRODUCT)
                .put("version", version)
                .putArray("bundles");
        for (Software jar : Jars.onClassPath()) {
            bundles.addObject().put("name", jar.name()).put("version", jar.version());
        }
        return Answer.ok(json.toString());
    }

    private static Answer bundles() {
        ObjectNode json = JsonBody.object();
        ArrayNode bundles = json.putArray("bundles");
        int id = 0;
        for (Software jar : Jars.onClassPath()) {
            bundles.addObject()
                    .put("name", jar.name())
                    .put("version", jar.version())
                    .put("id", id++)
                    .put("state", "ACTIVE");
        }
        return Answer.ok(json.toString());
    }

    private static Answer named(String name, List<Software> some) {
        ObjectNode json = JsonBody.object();
        ArrayNode list = json.putArray(name);
        for (Software one : some) {
            ObjectNode entry = list.addObject().put("name", one.name()).put("version", one.version());
            if (!one.type().isEmpty()) {
                entry.put("type", one.type());
            }
        }
        return Answer.ok(json.toString());
    }
}
