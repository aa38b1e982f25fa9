package vn.trangtien.gateway.remote.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The city's signature as a file beside a package, for an installation without the cloud: JSON with {@code name}, {@code
 * version}, {@code sha256}, {@code signature} and {@code signer}, the last two in Base64.
 *
 * @param sha256 of the package, lower-case hexadecimal
 * @param signature see {@link ReleaseSignature}
 * @param signer certificate, DER
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record PackageSeal(String name, ReleaseVersion version, String sha256, byte[] signature, byte[] signer) {

    private static final JsonMapper JSON = new JsonMapper();

    /** @throws DeployException if the file cannot be read or is no seal */
    public static PackageSeal read(Path file) throws DeployException {
        try {
            JsonNode root = JSON.readTree(Files.readString(file));
            Base64.Decoder base64 = Base64.getDecoder();
            return new PackageSeal(
                    root.path("name").asString(""),
                    new ReleaseVersion(root.path("version").asString("")),
                    root.path("sha256").asString(""),
                    base64.decode(root.path("signature").asString("")),
                    base64.decode(root.path("signer").asString("")));
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            throw new DeployException(
                    "the signature %s cannot be read (%s); it belongs beside the package, get it from the city's page of releases"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /** As {@link #read} wants it. */
    public String text() {
        var root = JSON.createObjectNode();
        root.put("name", name);
        root.put("version", version.text());
        root.put("sha256", sha256);
        root.put("signature", Base64.getEncoder().encodeToString(signature));
        root.put("signer", Base64.getEncoder().encodeToString(signer));
        return JSON.writeValueAsString(root);
    }
}
