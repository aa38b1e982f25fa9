package vn.trangtien.gateway.remote.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.gateway.remote.RequestFailed;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.request.Method;
import vn.trangtien.wire.request.Request;

class InventoryV1Test {

    @TempDir
    Path directory;

    @Test
    void installedPackagesOfTheSystemAreListed() throws Exception {
        Path query = directory.resolve("dpkg-query");
        Files.writeString(query, "#!/bin/sh\necho 'ii  libc6 2.36-9'\necho 'rc  gone 1.0'\necho nonsense\n");
        Files.setPosixFilePermissions(query, PosixFilePermissions.fromString("rwx------"));

        JsonNode json = get(new InventoryV1("1.2.3", new SystemPackages(query)), "systemPackages");

        assertThat(json.toString())
                .isEqualTo("{\"systemPackages\":[{\"name\":\"libc6\",\"version\":\"2.36-9\",\"type\":\"DEB\"}]}");
    }

    @Test
    void aSystemWithoutDpkgHasNone() throws Exception {
        assertThat(get(withoutDpkg(), "systemPackages").path("systemPackages")).isEmpty();
    }

    @Test
    void ourJarsAreTheBundlesAndOurReleaseTheDeploymentPackage() throws Exception {
        assertThat(get(withoutDpkg(), "bundles").path("bundles").valueStream()).anySatisfy(bundle -> {
            assertThat(bundle.path("name").asString()).isEqualTo("slf4j-api");
            assertThat(bundle.path("version").asString()).startsWith("2.");
            assertThat(bundle.path("state").asString()).isEqualTo("ACTIVE");
        });
        assertThat(get(withoutDpkg(), "deploymentPackages")
                        .at("/deploymentPackages/0/version")
                        .asString())
                .isEqualTo("1.2.3");
        assertThat(get(withoutDpkg(), "inventory").path("inventory").path(0).toString())
                .isEqualTo("{\"name\":\"trangtien-gateway\",\"version\":\"1.2.3\",\"type\":\"DP\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"containers", "images"})
    void thereAreNeitherContainersNorImages(String list) throws Exception {
        assertThat(get(withoutDpkg(), list).toString()).isEqualTo("{\"" + list + "\":[]}");
    }

    @Test
    void nothingIsStoppedAlone() {
        assertThatThrownBy(() -> withoutDpkg().handle(request(Method.EXEC, "bundles/_stop")))
                .isInstanceOfSatisfying(
                        RequestFailed.class,
                        failed -> assertThat(failed.code().code()).isEqualTo(400));
    }

    private InventoryV1 withoutDpkg() {
        return new InventoryV1("1.2.3", new SystemPackages(directory.resolve("none")));
    }

    private static JsonNode get(InventoryV1 inventory, String path) throws Exception {
        return new JsonMapper()
                .readTree(new String(
                        inventory
                                .handle(request(Method.GET, path))
                                .payload()
                                .body()
                                .orElseThrow(),
                        UTF_8));
    }

    private static Request request(Method method, String path) {
        return new Request(
                "hue",
                "gw",
                "INVENTORY-V1",
                method,
                Arrays.asList(path.split("/")),
                "1",
                "city-cloud",
                KuraPayload.builder().build());
    }
}
