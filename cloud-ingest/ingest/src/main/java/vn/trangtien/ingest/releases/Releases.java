package vn.trangtien.ingest.releases;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import vn.trangtien.ingest.disk.DataDirectory;
import vn.trangtien.ingest.enrolment.ReleaseSigner;
import vn.trangtien.ingest.enrolment.Signers;
import vn.trangtien.ingest.releases.ReleaseRefused.Reason;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.database.Timestamps;

/** All releases: rows in the database, files in the data directory named by their hash. Thread-safe. */
@Service
public class Releases {

    /** The only program that gateways take. */
    public static final String NAME = "trangtien-gateway";

    private static final int MAX_NOTES = 2_000;

    private final JdbcClient jdbc;
    private final Signers signers;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final ReleaseProperties properties;
    private final Clock clock;
    private final Path folder;

    Releases(
            JdbcClient jdbc,
            Signers signers,
            AuditLog audit,
            TransactionTemplate transaction,
            ReleaseProperties properties,
            DataDirectory data,
            Clock clock) {
        this.jdbc = jdbc;
        this.signers = signers;
        this.audit = audit;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
        this.folder = data.folder("releases");
    }

    /** Newest first. */
    public List<Release> all() {
        return jdbc.sql("select * from ingest.release order by uploaded_at desc")
                .query((row, n) -> release(row))
                .list();
    }

    public Optional<Release> find(String sha256) {
        return jdbc.sql("select * from ingest.release where sha256 = ?")
                .param(sha256)
                .query((row, n) -> release(row))
                .optional();
    }

    /** The release of a version for a kind of machine. */
    public Optional<Release> find(String version, String arch) {
        return jdbc.sql("select * from ingest.release where version = ? and arch = ?")
                .params(version, arch)
                .query((row, n) -> release(row))
                .optional();
    }

    /** What goes along with the package. */
    public ReleaseSigner.Voucher voucher(Release release) {
        return jdbc.sql("select signature, signer from ingest.release where sha256 = ?")
                .param(release.sha256())
                .query((row, n) -> new ReleaseSigner.Voucher(row.getBytes("signature"), row.getBytes("signer")))
                .single();
    }

    /** The file; empty if the disk does not have it. */
    public Optional<Path> file(Release release) {
        return Optional.of(path(release.sha256())).filter(Files::isReadable);
    }

    /**
     * Takes and signs a package. The same file once more is the same release.
     *
     * @throws ReleaseRefused if it is no package, too large, or the version is taken by another file
     */
    public Release add(InputStream in, String notes, String actor) throws IOException {
        if (notes.length() > MAX_NOTES || notes.indexOf(0) >= 0) {
            throw new IllegalArgumentException(
                    "notes must be text of at most %d characters, but have %d".formatted(MAX_NOTES, notes.length()));
        }
        Path arriving = folder.resolve("arriving-" + UUID.randomUUID());
        try {
            PackageFile file = PackageFile.receive(in, arriving, properties.maxBytes());
            Optional<Release> known = find(file.sha256());
            if (known.isPresent() && Files.exists(path(file.sha256()))) {
                return known.get();
            }
            Files.move(arriving, path(file.sha256()), StandardCopyOption.ATOMIC_MOVE);
            if (known.isPresent()) {
                return known.get();
            }
            return keep(file, notes, actor);
        } finally {
            Files.deleteIfExists(arriving);
        }
    }

    private Release keep(PackageFile file, String notes, String actor) throws IOException {
        ReleaseSigner.Voucher voucher = signers.releases().sign(NAME, file.version(), file.sha256());
        try {
            transaction.executeWithoutResult(status -> {
                jdbc.sql(
                                "insert into ingest.release (sha256, name, version, arch, size, signature, signer, uploaded_by,"
                                        + " uploaded_at, notes) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                        .params(
                                file.sha256(),
                                NAME,
                                file.version(),
                                file.arch(),
                                file.size(),
                                voucher.signature(),
                                voucher.certificate(),
                                actor,
                                Timestamps.toDatabase(clock.instant()),
                                notes)
                        .update();
                audit.append(
                        actor,
                        "release.added",
                        "release:" + file.version() + "/" + file.arch(),
                        Map.of("sha256", file.sha256(), "size", Long.toString(file.size())));
            });
        } catch (DuplicateKeyException taken) {
            Optional<Release> same = find(file.sha256());
            if (same.isPresent()) {
                // Somebody else has sent the same file at the same time.
                return same.get();
            }
            Files.deleteIfExists(path(file.sha256()));
            throw new ReleaseRefused(
                    Reason.TAKEN,
                    "version %s for %s is taken by another file; give the package a new version"
                            .formatted(file.version(), file.arch()));
        }
        return find(file.sha256()).orElseThrow();
    }

    private Path path(String sha256) {
        return folder.resolve(sha256 + ".zip");
    }

    private static Release release(ResultSet row) throws SQLException {
        return new Release(
                row.getString("sha256"),
                row.getString("name"),
                row.getString("version"),
                row.getString("arch"),
                row.getLong("size"),
                row.getString("uploaded_by"),
                Timestamps.fromDatabase(row, "uploaded_at"),
                row.getString("notes"));
    }
}
