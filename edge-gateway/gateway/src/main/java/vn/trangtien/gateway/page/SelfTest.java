package vn.trangtien.gateway.page;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checks behind the button, one after another, with their progress. One run at a time. Thread-safe. */
final class SelfTest {

    private static final Logger LOG = LoggerFactory.getLogger(SelfTest.class);

    private final Supplier<List<Check>> checks;
    private final Executor worker;
    private List<Result> results = List.of();
    private boolean running;

    /** @param checks asked at the beginning of each run */
    SelfTest(Supplier<List<Check>> checks, Executor worker) {
        this.checks = checks;
        this.worker = worker;
    }

    /** What can be found. */
    enum State {
        WAITING,
        RUNNING,
        GOOD,
        DOUBTFUL,
        BAD
    }

    /**
     * One finding in both languages.
     *
     * @param id {@code device/river} for example
     */
    record Result(String id, State state, String vi, String en) {

        static Result waiting(String id) {
            return new Result(id, State.WAITING, "", "");
        }
    }

    /** One thing that is looked at; may take some seconds. */
    interface Check {

        String id();

        Result look();
    }

    /** @return whether a run begins; false while one is going on */
    synchronized boolean begin() {
        if (running) {
            return false;
        }
        running = true;
        List<Check> all = checks.get();
        results = all.stream().map(check -> Result.waiting(check.id())).toList();
        worker.execute(() -> run(all));
        return true;
    }

    private void run(List<Check> all) {
        try {
            for (int i = 0; i < all.size(); i++) {
                Check check = all.get(i);
                put(i, new Result(check.id(), State.RUNNING, "", ""));
                put(i, look(check));
            }
        } finally {
            synchronized (this) {
                running = false;
            }
        }
    }

    private static Result look(Check check) {
        try {
            return check.look();
        } catch (RuntimeException e) {
            LOG.error("self-test={} unexpected", check.id(), e);
            return new Result(
                    check.id(), State.BAD, "Phép kiểm tra bị lỗi; xem nhật ký", "The check itself failed; see the log");
        }
    }

    private synchronized void put(int index, Result result) {
        List<Result> changed = new ArrayList<>(results);
        changed.set(index, result);
        results = List.copyOf(changed);
    }

    synchronized boolean isRunning() {
        return running;
    }

    /** Empty before the first run. */
    synchronized List<Result> results() {
        return results;
    }
}
