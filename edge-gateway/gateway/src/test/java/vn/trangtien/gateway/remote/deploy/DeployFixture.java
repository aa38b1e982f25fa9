package vn.trangtien.gateway.remote.deploy;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.gateway.remote.Answer;
import vn.trangtien.gateway.remote.RequestFailed;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.request.Method;

/** A handler of orders in a workplace of its own. */
abstract class DeployFixture {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path root;

    Workplace place;
    final AtomicBoolean restarted = new AtomicBoolean();
    DeployHandler deploy;

    @AfterEach
    void close() {
        deploy.close();
        place.close();
    }

    Answer exec(String path, KuraPayload payload) throws RequestFailed {
        return deploy.handle(place.request(Method.EXEC, path, payload));
    }

    KuraPayload get(String path) throws RequestFailed {
        return deploy.handle(
                        place.request(Method.GET, path, KuraPayload.builder().build()))
                .payload();
    }

    /** The worker may be a moment behind its last notification. */
    void idle() {
        await().atMost(PATIENCE).until(() -> !deploy.isBusy());
    }
}
