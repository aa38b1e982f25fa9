package vn.trangtien.gateway.remote.conf;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.config.ConfigReader;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.config.InvalidConfigException;
import vn.trangtien.gateway.remote.RequestFailed;
import vn.trangtien.gateway.view.ConfigStanding;
import vn.trangtien.gateway.view.ConfigStanding.State;

/**
 * Changes the configuration of the running gateway: validate, write down, apply, and confirm by a message that the cloud
 * acknowledges. What is not confirmed in time is taken back. One change at a time; thread-safe.
 */
public final class Configurations {

    private static final Logger LOG = LoggerFactory.getLogger(Configurations.class);
    private static final String FILE = "gateway.yaml";

    private final ConfigurationStore store;
    private final ConfigReader reader;
    private final Target target;
    private final LongSupplier nanoTime;
    private final BiConsumer<Requester, Outcome> ended;

    private @Nullable Change change;
    private State state = State.APPLIED;
    private volatile ConfigStanding standing;

    /**
     * How a change ended.
     *
     * @param tried the version that was tried
     * @param standing what is in force now
     * @param reason why it was taken back; empty if it was not
     */
    public record Outcome(Version tried, ConfigStanding standing, String reason) {}

    /** What is being tried. */
    private record Change(
            Version version, GatewayConfig before, Requester requester, long deadline, BooleanSupplier acknowledged) {}

    /**
     * @param nanoTime for the time within which a change must be confirmed
     * @param ended hears how each change ended, on the thread that found out
     */
    public Configurations(
            ConfigurationStore store,
            ConfigReader reader,
            Target target,
            LongSupplier nanoTime,
            BiConsumer<Requester, Outcome> ended) {
        this.store = store;
        this.reader = reader;
        this.target = target;
        this.nanoTime = nanoTime;
        this.ended = ended;
        this.standing = standingNow();
    }

    /** Tells the cloud what is in force after a start, and how a change ended that the last run did not live to confirm. */
    public synchronized void start() {
        Optional<ConfigurationStore.Pending> interrupted = store.interrupted();
        state = interrupted.isPresent() ? State.ROLLED_BACK : State.APPLIED;
        target.tell(refreshed());
        interrupted.ifPresent(pending -> ended.accept(
                pending.requester(),
                new Outcome(
                        pending.version(), standing(), "the gateway was restarted before the change was confirmed")));
    }

    /** What is in force; never waits. */
    public ConfigStanding standing() {
        return standing;
    }

    private ConfigStanding refreshed() {
        standing = standingNow();
        return standing;
    }

    private ConfigStanding standingNow() {
        Version version = change == null ? store.good() : change.version();
        return new ConfigStanding(version.number(), version.sha256(), state);
    }

    /** The file as it stands. */
    public synchronized String text() throws RequestFailed {
        return read(store::text);
    }

    /** What is in force, read and checked. */
    public GatewayConfig config() {
        return target.config();
    }

    /** Numbers of the versions that are kept. */
    public synchronized List<Long> versions() throws RequestFailed {
        return read(store::versions);
    }

    /** A version that is kept. */
    public synchronized String version(long number) throws RequestFailed {
        return read(() -> store.text(number))
                .orElseThrow(() -> RequestFailed.notFound(
                        "there is no snapshot %d; the last %d are kept".formatted(number, ConfigurationStore.KEPT)));
    }

    /** Keeps what is in force under a new number. */
    public synchronized long snapshot() throws RequestFailed {
        requireNoOther();
        Version taken = read(store::snapshot);
        target.tell(refreshed());
        return taken.number();
    }

    /**
     * Puts another configuration in force, to be confirmed.
     *
     * @param expected the version that the change was made from, if the requester says so
     * @return what is in force from now on
     * @throws RequestFailed if nothing was changed, and why
     */
    public synchronized ConfigStanding change(String yaml, OptionalLong expected, Requester requester)
            throws RequestFailed {
        requireNoOther();
        Version before = store.good();
        if (expected.isPresent() && expected.getAsLong() != before.number()) {
            throw RequestFailed.conflict(
                    "the change was made from version %d, but version %d is in force; read it and change that one"
                            .formatted(expected.getAsLong(), before.number()));
        }
        GatewayConfig now = target.config();
        GatewayConfig next = checked(yaml, now);
        if (Version.sha256(yaml).equals(before.sha256())) {
            return standing();
        }
        Duration confirmWithin = now.remote().confirmWithin();
        Version version = read(() -> store.begin(yaml, requester));
        try {
            target.exchange(next);
        } catch (RuntimeException e) {
            read(() -> {
                store.rollBack(version);
                return version;
            });
            LOG.warn("configuration={} state=refused reason=\"{}\"", version, e.getMessage());
            throw RequestFailed.bad("the configuration cannot be opened, nothing was changed: " + e.getMessage());
        }
        state = State.CONFIRMING;
        var trying = new ConfigStanding(version.number(), version.sha256(), state);
        standing = trying;
        change = new Change(
                version, now, requester, nanoTime.getAsLong() + confirmWithin.toNanos(), target.tell(trying));
        LOG.info("configuration={} state=confirming within={}", version, confirmWithin);
        return trying;
    }

    private GatewayConfig checked(String yaml, GatewayConfig now) throws RequestFailed {
        try {
            GatewayConfig next = reader.read(FILE, yaml);
            if (!next.id().equals(now.id())) {
                throw RequestFailed.bad(
                        "gateway.id must stay '%s', the name in the certificate, but was '%s'; nothing was changed"
                                .formatted(now.id(), next.id()));
            }
            return next;
        } catch (InvalidConfigException e) {
            throw RequestFailed.bad("the configuration is not valid, nothing was changed:\n" + e.getMessage());
        }
    }

    private void requireNoOther() throws RequestFailed {
        if (change != null) {
            throw RequestFailed.conflict("version %d is being tried; wait until it is confirmed or taken back"
                    .formatted(change.version().number()));
        }
    }

    /** Confirms or takes back what is being tried, if its time has come; called every second or so. */
    public synchronized void tick() {
        Change tried = change;
        if (tried == null) {
            return;
        }
        if (tried.acknowledged().getAsBoolean()) {
            confirm(tried);
        } else if (nanoTime.getAsLong() - tried.deadline() >= 0) {
            rollBack(tried);
        }
    }

    private void confirm(Change tried) {
        try {
            store.confirm(tried.version());
        } catch (IOException e) {
            // Tried again with the next tick; a restart before that takes the change back.
            LOG.error("configuration={} confirm=\"{}\"", tried.version(), e.toString());
            return;
        }
        end(tried, State.APPLIED, "");
    }

    private void rollBack(Change tried) {
        String reason = "the cloud did not acknowledge anything within the time for it";
        try {
            store.rollBack(tried.version());
        } catch (IOException e) {
            LOG.error("configuration={} roll-back=\"{}\"", tried.version(), e.toString());
        }
        try {
            target.exchange(tried.before());
        } catch (RuntimeException e) {
            LOG.error("configuration={} exchange=\"{}\"", tried.version(), e.toString());
            reason += "; the one before could not be opened again: " + e.getMessage();
        }
        end(tried, State.ROLLED_BACK, reason);
    }

    private void end(Change tried, State how, String reason) {
        change = null;
        state = how;
        ConfigStanding now = refreshed();
        LOG.info("configuration={} state={} reason=\"{}\"", tried.version(), how.code(), reason);
        target.tell(now);
        ended.accept(tried.requester(), new Outcome(tried.version(), now, reason));
    }

    /** Something that needs the disk. */
    private interface OnDisk<T> {
        T get() throws IOException;
    }

    private static <T> T read(OnDisk<T> what) throws RequestFailed {
        try {
            return what.get();
        } catch (IOException e) {
            LOG.error("configuration disk=\"{}\"", e.toString());
            throw RequestFailed.error("the gateway's disk fails: " + e.getMessage());
        }
    }
}
