package vn.trangtien.platform.privacy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.privacy.PersonalDataHolder.Item;

/**
 * Everything that is kept about one person, as a ZIP of JSON files with their digests: what each feature holds, who looked at it,
 * and what the person agreed to. Thread-safe.
 */
public final class SubjectExport {

    private static final int MOST_RECORDS = 100_000;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final TransactionOperations transactions;
    private final List<PersonalDataHolder> holders;
    private final AccessRecords records;
    private final Consents consents;
    private final AuditLog audit;
    private final Clock clock;

    SubjectExport(
            TransactionOperations transactions,
            List<PersonalDataHolder> holders,
            AccessRecords records,
            Consents consents,
            AuditLog audit,
            Clock clock) {
        this.transactions = transactions;
        this.holders = List.copyOf(holders);
        this.records = records;
        this.consents = consents;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param by who asks: the person, or an official on the person's behalf
     * @param out stays open; gets nothing unless the export was recorded
     */
    public void write(SubjectId subject, String by, String purpose, OutputStream out) throws IOException {
        Instant at = clock.instant();
        Map<String, byte[]> files =
                Objects.requireNonNull(transactions.execute(status -> collect(subject, by, purpose)));
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        var digests = new TreeMap<String, String>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            put(zip, file.getKey(), file.getValue(), at);
            digests.put(file.getKey(), sha256(file.getValue()));
        }
        put(
                zip,
                "manifest.json",
                JSON.writeValueAsBytes(Map.of(
                        "format",
                        "trangtien-subject-export-1",
                        "subject",
                        subject.value(),
                        "writtenAt",
                        at.toString(),
                        "sha256",
                        digests)),
                at);
        zip.finish();
    }

    private Map<String, byte[]> collect(SubjectId subject, String by, String purpose) {
        var files = new TreeMap<String, byte[]>();
        var items = holders.stream()
                .collect(Collectors.toMap(
                        PersonalDataHolder::name, holder -> holder.about(subject), (one, other) -> one, TreeMap::new));
        items.forEach((holder, held) -> files.put("data/" + holder + ".json", JSON.writeValueAsBytes(held)));
        List<String> fields = items.values().stream()
                .flatMap(Collection::stream)
                .map(Item::values)
                .flatMap(values -> values.keySet().stream())
                .distinct()
                .sorted()
                .toList();
        records.exported(by, subject, fields, purpose);
        files.put("access.json", JSON.writeValueAsBytes(records.of(subject, MOST_RECORDS)));
        files.put("consents.json", JSON.writeValueAsBytes(consents.of(subject)));
        audit.append(by, "privacy.exported", subject.value(), Map.of("purpose", purpose));
        return files;
    }

    private static void put(ZipOutputStream zip, String name, byte[] content, Instant at) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTime(at.toEpochMilli());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must offer SHA-256, but this one does not", e);
        }
    }
}
