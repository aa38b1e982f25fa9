package vn.trangtien.sim.fleet;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import vn.trangtien.wire.KuraPayload;

/** Downloads of DEPLOY-V2: the twin fetches nothing, a download is done two seconds after it began. Thread-safe. */
final class DeploymentHandler implements RequestHandler {

    private static final int SIZE = 1_000;
    private static final String RUNNING = "IN_PROGRESS";
    private static final String DONE = "COMPLETED";

    private record Job(long id) {}

    private final Set<Quirk> quirks;
    private final Executor oneSecondLater;
    private final LongSupplier clock;
    private @Nullable Job running;

    DeploymentHandler(Set<Quirk> quirks, Executor oneSecondLater, LongSupplier clock) {
        this.quirks = quirks;
        this.oneSecondLater = oneSecondLater;
        this.clock = clock;
    }

    @Override
    public synchronized Consumer<KuraPayload.Builder> handle(TwinRequest request) throws Exception {
        if (request.is("GET", "download")) {
            Job job = running;
            return job == null
                    ? reply -> status(reply, OptionalLong.empty(), 0, 100, "ALREADY DONE")
                    : reply -> status(reply, OptionalLong.of(job.id()), SIZE, 50, RUNNING);
        }
        if (request.is("EXEC", "download")) {
            return download(request);
        }
        if (request.is("DEL", "download")) {
            running = null;
            return reply -> {};
        }
        throw new Refused(404, "no resource " + String.join("/", request.resource()));
    }

    private Consumer<KuraPayload.Builder> download(TwinRequest request) throws Refused {
        KuraPayload asked = request.payload();
        for (String name : new String[] {"dp.uri", "dp.name", "dp.version", "dp.download.protocol"}) {
            text(asked, name);
        }
        if (quirks.contains(Quirk.SYSTEM_UPDATE_MANDATORY)
                && asked.bool("dp.install.system.update").isEmpty()) {
            throw new Refused(400, "dp.install.system.update is missing");
        }
        OptionalLong id = asked.int64(idName());
        if (id.isEmpty()) {
            throw new Refused(400, idName() + " is missing");
        }
        if (running != null && quirks.contains(Quirk.ONE_DOWNLOAD_AT_A_TIME)) {
            return reply -> reply.metric("response.code", 500).metric("download.status", RUNNING);
        }
        var job = new Job(id.getAsLong());
        running = job;
        oneSecondLater.execute(() -> progress(job, request.notifier()));
        return reply -> {};
    }

    private void progress(Job job, Notifier notify) {
        if (current().filter(job::equals).isPresent()) {
            notify.send("download", notification(job, 50, RUNNING));
            oneSecondLater.execute(() -> finish(job, notify));
        }
    }

    private void finish(Job job, Notifier notify) {
        synchronized (this) {
            if (!job.equals(running)) {
                return;
            }
            running = null;
        }
        notify.send("download", notification(job, 100, DONE));
    }

    private synchronized Optional<Job> current() {
        return Optional.ofNullable(running);
    }

    private KuraPayload notification(Job job, int progress, String status) {
        var payload = KuraPayload.builder().timestampMs(clock.getAsLong());
        status(payload, OptionalLong.of(job.id()), SIZE, progress, status);
        return payload.build();
    }

    private void status(KuraPayload.Builder payload, OptionalLong job, int size, int progress, String status) {
        String prefix = quirks.contains(Quirk.JOB_ID_AS_IN_CODE) ? "dp.download." : "dp.http.transfer.";
        payload.metric(prefix + "size", size)
                .metric(prefix + "progress", progress)
                .metric(prefix + "status", status);
        job.ifPresent(id -> payload.metric(idName(), id));
    }

    private String idName() {
        return quirks.contains(Quirk.JOB_ID_AS_IN_CODE) ? "job.id" : "dp.job.id";
    }

    private static void text(KuraPayload payload, String name) throws Refused {
        if (payload.text(name).isEmpty()) {
            throw new Refused(400, name + " is missing");
        }
    }
}
