package vn.trangtien.gateway.remote.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import vn.trangtien.gateway.config.RemotePolicy.Commands;
import vn.trangtien.gateway.remote.Answer;
import vn.trangtien.gateway.remote.RequestFailed;
import vn.trangtien.gateway.remote.RequestHandler;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.MetricValue;
import vn.trangtien.wire.request.Method;
import vn.trangtien.wire.request.Request;
import vn.trangtien.wire.request.ResponseCode;

/**
 * Runs a program of the technician's list. Metrics are Kura's; but there is no shell, no password, nothing is unpacked, nothing
 * runs on in the background, and the environment holds nothing of the gateway's own.
 */
public final class CmdV1 implements RequestHandler {

    private static final String COMMAND = "command.command";
    private static final String ARGUMENT = "command.argument";
    private static final String ENVIRONMENT = "command.environment.pair";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    /** By these the loader, shells and interpreters take code from elsewhere, which would get round the list of programs. */
    private static final Pattern BRINGS_CODE = Pattern.compile(
            "PATH|IFS|ENV|SHELLOPTS|PS4|(LD|BASH|GCONV|GIT|PYTHON|PERL|RUBY|LUA|NODE|JAVA|JDK|_JAVA).*");

    private static final int MOST = 100;
    private static final Map<String, String> CLEAN = Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LANG", "C.UTF-8");
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    private final Supplier<Commands> policy;
    private final String client;

    /** @param policy in force; asked for each request */
    public CmdV1(Supplier<Commands> policy, String client) {
        this.policy = policy;
        this.client = client;
    }

    @Override
    public String appId() {
        return "CMD-V1";
    }

    @Override
    public Answer handle(Request request) throws RequestFailed, InterruptedException {
        if (request.method() != Method.EXEC || !request.path().equals("command")) {
            throw RequestFailed.notFound("CMD-V1 knows EXEC command only");
        }
        Commands allowed = policy.get();
        if (!allowed.enabled()) {
            throw RequestFailed.error(
                    "commands are switched off here; set remote.commands.enabled and list the programs in remote.commands.allow");
        }
        KuraPayload payload = request.payload();
        String program = payload.text(COMMAND).orElse("");
        if (program.isEmpty()) {
            throw RequestFailed.bad("metric %s must name a program".formatted(COMMAND));
        }
        if (!allowed.allow().contains(program)) {
            throw RequestFailed.bad(
                    "'%s' is not in remote.commands.allow, which holds %s".formatted(program, allowed.allow()));
        }
        refuseWhatIsNotDone(payload);
        List<String> line = new ArrayList<>();
        line.add(program);
        line.addAll(numbered(payload, ARGUMENT));
        return run(line, payload, timeout(payload, allowed.timeout()));
    }

    /** Rather than do half of what was asked. */
    private static void refuseWhatIsNotDone(KuraPayload payload) throws RequestFailed {
        if (payload.body().filter(body -> body.length > 0).isPresent()) {
            throw RequestFailed.bad(
                    "a body to be unpacked first is not supported; this gateway runs what is installed");
        }
        if (payload.bool("command.run.async").orElse(false)) {
            throw RequestFailed.bad("command.run.async is not supported; a command ends within its time-out");
        }
        if (payload.text("command.stdin").filter(text -> !text.isEmpty()).isPresent()) {
            throw RequestFailed.bad("command.stdin is not supported; give arguments");
        }
    }

    private static Duration timeout(KuraPayload payload, Duration longest) throws RequestFailed {
        MetricValue asked = payload.metrics().get("command.timeout");
        if (asked == null) {
            return longest;
        }
        if (!(asked instanceof MetricValue.Int32Value seconds) || seconds.value() < 1) {
            throw RequestFailed.bad("command.timeout must be an INT32 of at least 1 second");
        }
        Duration wanted = Duration.ofSeconds(seconds.value());
        return wanted.compareTo(longest) < 0 ? wanted : longest;
    }

    /** Kura stops at the first that is missing or empty. */
    private static List<String> numbered(KuraPayload payload, String prefix) throws RequestFailed {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            Optional<String> next = payload.text(prefix + i).filter(text -> !text.isEmpty());
            if (next.isEmpty()) {
                return found;
            }
            if (next.get().indexOf('\0') >= 0) {
                throw RequestFailed.bad("%s%d must not hold a zero character".formatted(prefix, i));
            }
            found.add(next.get());
        }
        return found;
    }

    private Answer run(List<String> line, KuraPayload payload, Duration timeout)
            throws RequestFailed, InterruptedException {
        var builder = new ProcessBuilder(line);
        builder.environment().clear();
        builder.environment().putAll(CLEAN);
        for (String pair : numbered(payload, ENVIRONMENT)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw RequestFailed.bad("%s must be NAME=VALUE, but was '%s'".formatted(ENVIRONMENT, pair));
            }
            String name = pair.substring(0, equals);
            if (!PLAIN.matcher(name).matches() || BRINGS_CODE.matcher(name).matches()) {
                throw RequestFailed.bad("%s must not set %s: with it a listed program could be made to run another"
                        .formatted(ENVIRONMENT, name));
            }
            builder.environment().put(name, pair.substring(equals + 1));
        }
        builder.directory(directory(payload).toFile());
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw RequestFailed.error("'%s' cannot be started: %s".formatted(line.get(0), e.getMessage()));
        }
        return watched(process, timeout);
    }

    private static Path directory(KuraPayload payload) throws RequestFailed {
        Path directory = Path.of(payload.text("command.working.directory").orElse("/"));
        if (!directory.isAbsolute() || !Files.isDirectory(directory)) {
            throw RequestFailed.bad("command.working.directory must be the absolute path of a directory, but was '%s'"
                    .formatted(directory));
        }
        return directory;
    }

    private Answer watched(Process process, Duration timeout) throws InterruptedException {
        var stdout = new CappedOutput(process.getInputStream());
        var stderr = new CappedOutput(process.getErrorStream());
        Thread out = reading(stdout);
        Thread err = reading(stderr);
        boolean ended = false;
        try {
            ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
        // A child that was left behind may hold the pipes open for ever.
        out.join(LAST_WORDS.toMillis());
        err.join(LAST_WORDS.toMillis());
        KuraPayload.Builder answer = KuraPayload.builder()
                .metric("command.stdout", stdout.text())
                .metric("command.stderr", stderr.text())
                .metric("command.timedout", !ended);
        if (ended) {
            answer.metric("command.exit.code", process.exitValue());
        }
        boolean good = ended && process.exitValue() == 0;
        return new Answer(good ? ResponseCode.OK : ResponseCode.ERROR, answer.build());
    }

    private Thread reading(CappedOutput output) {
        var thread = new Thread(output, client + "/command");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
