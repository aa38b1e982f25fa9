package vn.trangtien.gateway.remote.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import vn.trangtien.gateway.TestAuthority;
import vn.trangtien.gateway.disk.Durable;
import vn.trangtien.gateway.remote.Postman;
import vn.trangtien.gateway.remote.RemoteParts;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.MetricValue;
import vn.trangtien.wire.request.Method;
import vn.trangtien.wire.request.Notification;
import vn.trangtien.wire.request.Reply;
import vn.trangtien.wire.request.Request;

/** A gateway's folders with an installed release 1.0.0, a city that signs releases, and a server that offers them. */
final class Workplace implements AutoCloseable {

    static final String ACCOUNT = "hue";
    static final String GATEWAY = "gw-1";

    final Path data;
    final Path installed;
    final TestAuthority city = new TestAuthority("Huế");
    final TestAuthority.Signer releases = city.signer(ReleaseSignature.SIGNER);
    final List<Notification> notes = new CopyOnWriteArrayList<>();
    final List<String> ranges = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile byte[] offered = {};
    private volatile int breakAfter = Integer.MAX_VALUE;
    private volatile int refusal;
    private long requests;

    Workplace(Path root) throws IOException {
        data = Files.createDirectories(root.resolve("data"));
        installed = tree(root.resolve("installed"), "1.0.0", ReleaseManifest.thisArch());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    /** A release of two small jars. */
    static Path tree(Path root, String version, String arch) throws IOException {
        Files.createDirectories(root.resolve("lib"));
        Files.writeString(root.resolve("lib/gateway.jar"), "program of " + version);
        Files.writeString(root.resolve("lib/library-2.1.jar"), "library ".repeat(20_000) + version);
        ReleaseManifest.describe(root, new ReleaseVersion(version), arch, 17).write(root);
        return root;
    }

    byte[] zip(String version) throws IOException {
        return zip(version, ReleaseManifest.thisArch());
    }

    byte[] zip(String version, String arch) throws IOException {
        Path tree = tree(Files.createTempDirectory(data, "tree"), version, arch);
        Path file = Files.createTempFile(data, "package", ".zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.setLevel(0);
            for (String name : List.of(ReleaseManifest.FILE, "lib/gateway.jar", "lib/library-2.1.jar")) {
                out.putNextEntry(new ZipEntry(name));
                out.write(Files.readAllBytes(tree.resolve(name)));
                out.closeEntry();
            }
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        Durable.deleteTree(tree);
        return bytes;
    }

    void offer(byte[] zip) {
        offered = zip;
    }

    /** The server ends every connection after so many bytes. */
    void breakAfter(int bytes) {
        breakAfter = bytes;
    }

    /** The server answers nothing but this code. */
    void answer(int code) {
        refusal = code;
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] bytes = offered;
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
        ranges.add(range == null ? "whole" : range);
        if (refusal > 0 || from >= bytes.length) {
            exchange.sendResponseHeaders(refusal > 0 ? refusal : 416, -1);
            exchange.close();
            return;
        }
        int length = bytes.length - from;
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, length);
        try {
            exchange.getResponseBody().write(bytes, from, Math.min(length, breakAfter));
            if (length > breakAfter) {
                throw new IOException("the line breaks, as planned");
            }
        } finally {
            exchange.close();
        }
    }

    PackageSeal seal(String version, byte[] zip) throws IOException, GeneralSecurityException {
        return seal(version, zip, releases);
    }

    PackageSeal seal(String version, byte[] zip, TestAuthority.Signer signer)
            throws IOException, GeneralSecurityException {
        Path file = Files.write(Files.createTempFile(data, "hash", ".zip"), zip);
        String sha256 = Sha256.of(file);
        Files.delete(file);
        var known = new ReleaseVersion(version);
        return new PackageSeal(
                Installer.PACKAGE,
                known,
                sha256,
                ReleaseSignature.sign(Installer.PACKAGE, known, sha256, signer.key()),
                signer.certificate().getEncoded());
    }

    KuraPayload.Builder order(PackageSeal seal) {
        return KuraPayload.builder()
                .metric(
                        "dp.uri",
                        "http://127.0.0.1:%d/package.zip"
                                .formatted(server.getAddress().getPort()))
                .metric("dp.name", seal.name())
                .metric("dp.version", seal.version().text())
                .metric("dp.download.protocol", "HTTP")
                .metric("dp.download.hash", "SHA-256:" + seal.sha256())
                .metric("job.id", 42L)
                .metric("dp.install.system.update", false)
                .metric("tt.package.signature", MetricValue.of(seal.signature()))
                .metric("tt.package.signer", MetricValue.of(seal.signer()));
    }

    Request request(Method method, String path, KuraPayload payload) {
        return new Request(
                ACCOUNT,
                GATEWAY,
                "DEPLOY-V2",
                method,
                List.of(path.split("/")),
                "%s~%032x".formatted(GATEWAY, ++requests),
                "city-cloud",
                payload);
    }

    Releases folder() {
        return new Releases(data, installed);
    }

    Installer installer(Installer.Steps steps) {
        return new Installer(folder(), new ReleaseSignature(List.of(city.certificate()), Clock.systemUTC()), steps);
    }

    /** Pauses take no time, but are counted. */
    static final class Unhurried extends Halt {
        final List<Duration> pauses = new CopyOnWriteArrayList<>();

        @Override
        void pause(Duration time) throws Halted {
            check();
            pauses.add(time);
        }
    }

    DeployHandler handler(Runnable restart) {
        return handler(restart, step -> {});
    }

    DeployHandler handler(Runnable restart, Installer.Steps steps) {
        return handler(restart, steps, new Unhurried());
    }

    DeployHandler handler(Runnable restart, Installer.Steps steps, Halt halt) {
        var parts = new RemoteParts(
                ACCOUNT,
                GATEWAY,
                data,
                List.of(city.certificate()),
                () -> true,
                () -> true,
                Clock.systemUTC(),
                new Postman() {
                    @Override
                    public void reply(Reply reply) {}

                    @Override
                    public void notify(Notification notification) {
                        notes.add(notification);
                    }
                },
                restart);
        return new DeployHandler(parts, folder(), installer(steps), Optional.empty(), halt);
    }

    /** Texts of a metric over all notifications of a type, without those in which it is missing. */
    List<String> told(String type, String metric) {
        return notes.stream()
                .filter(note -> note.type().equals(type))
                .flatMap(note -> note.payload().text(metric).stream())
                .toList();
    }

    /** What the launcher starts, by really running it with a Java that only says which release it was given. */
    String launch(String... arguments) {
        try {
            Path java = data.resolveSibling("java");
            if (!Files.exists(java)) {
                Files.createDirectories(data.resolveSibling("lib"));
                Files.writeString(java, """
                        #!/bin/sh
                        case "$1" in -version) echo 'openjdk version "17.0.9"' >&2; exit ;; esac
                        for argument in "$@"; do
                          case "$argument" in -Dtrangtien.release=*) printf '%s' "${argument#*=}" ;; esac
                        done
                        """);
                java.toFile().setExecutable(true);
            }
            var command = new java.util.ArrayList<>(List.of(
                    "sh",
                    Path.of("../package/src/deb/root/usr/lib/trangtien-gateway/launch")
                            .toString()));
            command.addAll(List.of(arguments));
            var builder = new ProcessBuilder(command);
            builder.environment().keySet().removeIf(name -> name.startsWith("TRANGTIEN_") || name.equals("JAVA_HOME"));
            builder.environment().put("TRANGTIEN_PROGRAM", installed.toString());
            builder.environment().put("TRANGTIEN_DATA", data.toString());
            builder.environment().put("TRANGTIEN_JAVA", java.toString());
            builder.redirectError(data.resolveSibling("launch.log").toFile());
            Process process = builder.start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("the launcher failed: " + Files.readString(data.resolveSibling("launch.log")));
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
