package vn.trangtien.release;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A kind of machine that gateways are made of, and how the libraries call it. */
enum Processor {
    AMD64("amd64", "linux-x86_64", "Linux/x86_64/", "linux-x86-64/", Optional.empty(), "Linux/x86_64/", "linux-x64/"),
    ARM64(
            "arm64",
            "linux-arm64",
            "Linux/aarch64/",
            "linux-aarch64/",
            Optional.of("lib/aarch64/"),
            "Linux/armv8_64/",
            "linux-aarch64/");

    private static final Pattern CLASSIFIER = Pattern.compile(".*-(linux|windows|macosx|android|ios)-[a-z0-9_]+\\.jar");
    private static final Pattern JNA_NATIVE = Pattern.compile("com/sun/jna/[a-z0-9]+-[a-z0-9-]+/.*");
    private static final String ONNX_NATIVE = "ai/onnxruntime/native/";
    private static final Pattern SERIAL_NATIVE =
            Pattern.compile("(Windows|Linux|Solaris|FreeBSD|OpenBSD|OSX|Android)/.*");

    private final String debian;
    private final String bytedeco;
    private final String sqlite;
    private final String jna;
    private final Optional<String> pi4j;
    private final String serial;
    private final String onnx;

    Processor(
            String debian,
            String bytedeco,
            String sqlite,
            String jna,
            Optional<String> pi4j,
            String serial,
            String onnx) {
        this.debian = debian;
        this.bytedeco = bytedeco;
        this.sqlite = sqlite;
        this.jna = jna;
        this.pi4j = pi4j;
        this.serial = serial;
        this.onnx = onnx;
    }

    /** As in the name of a package. */
    String debian() {
        return debian;
    }

    /** Whether a library is of use here. */
    boolean wantsJar(String name) {
        return !CLASSIFIER.matcher(name).matches() || name.endsWith(bytedeco + ".jar");
    }

    /** Whether an entry of a library is of use here; native code of other machines is not. */
    boolean wantsEntry(String entry) {
        if (entry.startsWith("org/sqlite/native/")) {
            return entry.startsWith("org/sqlite/native/" + sqlite);
        }
        if (entry.startsWith(ONNX_NATIVE)) {
            return entry.startsWith(ONNX_NATIVE + onnx);
        }
        if (JNA_NATIVE.matcher(entry).matches()) {
            return entry.startsWith("com/sun/jna/" + jna);
        }
        if (SERIAL_NATIVE.matcher(entry).matches()) {
            return entry.startsWith(serial);
        }
        if (List.of("lib/armhf/", "lib/aarch64/").stream().anyMatch(entry::startsWith)) {
            return pi4j.filter(entry::startsWith).isPresent();
        }
        return true;
    }
}
