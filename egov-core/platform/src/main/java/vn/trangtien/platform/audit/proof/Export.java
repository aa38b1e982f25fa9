package vn.trangtien.platform.audit.proof;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import vn.trangtien.platform.audit.AuditEntry;

/**
 * Writes a log as a ZIP: {@code entries.jsonl}, {@code anchors.jsonl} and {@code manifest.json}, one JSON object a line in UTF-8.
 * Streams, so that a log of any length can be written. {@link ExportFile} reads it.
 */
public final class Export {

    /** Name of the format in the manifest; another layout would get another name. */
    static final String FORMAT = "trangtien-audit-export-1";

    static final String ENTRIES = "entries.jsonl";
    static final String ANCHORS = "anchors.jsonl";
    static final String MANIFEST = "manifest.json";

    /**
     * What the export says about itself.
     *
     * @param firstSeq number of the first entry
     * @param entries how many there are
     * @param lastSeq and {@code lastHash}: the head of the log at that moment
     */
    record Manifest(
            String format,
            Instant writtenAt,
            long firstSeq,
            long entries,
            long lastSeq,
            String lastHash,
            long anchors) {}

    private static final String README = """
            Tràng Tiền: nhật ký kiểm toán / audit log

            entries.jsonl   mỗi dòng một mục / one entry a line
            anchors.jsonl   dấu thời gian RFC 3161 trên cây Merkle / time-stamped Merkle roots
            manifest.json   phần cuối của nhật ký / the end of the log

            Kiểm tra / check it: ./city audit verify --file THIS.zip --trust TSA.pem
            Không cần chương trình này / without that program: docs/audit.md
            """;

    private Export() {}

    /**
     * @param writtenAt for the manifest
     * @param out stays open
     * @return number of entries
     * @throws IOException if the source holds something that cannot be read, or the target cannot be written
     */
    public static long write(LogSource source, Instant writtenAt, OutputStream out) throws IOException {
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        begin(zip, "README.txt", writtenAt);
        zip.write(README.getBytes(StandardCharsets.UTF_8));
        begin(zip, ENTRIES, writtenAt);
        long entries = entries(source, zip);
        begin(zip, ANCHORS, writtenAt);
        long anchors = anchors(source, zip);
        begin(zip, MANIFEST, writtenAt);
        Optional<LogSource.Head> head = source.head();
        zip.write(ProofJson.bytes(new Manifest(
                FORMAT,
                writtenAt,
                source.firstSeq(),
                entries,
                head.map(LogSource.Head::seq).orElse(0L),
                head.map(LogSource.Head::hash).orElse(""),
                anchors)));
        zip.closeEntry();
        zip.finish();
        return entries;
    }

    /** One anchor as a line of {@code anchors.jsonl}, without its end. */
    public static String line(Anchor anchor) {
        return ProofJson.text(anchor);
    }

    private static void begin(ZipOutputStream zip, String name, Instant at) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTime(at.toEpochMilli());
        zip.putNextEntry(entry);
    }

    private static long entries(LogSource source, OutputStream out) throws IOException {
        long count = 0;
        try (LogSource.Lines lines = source.lines()) {
            LogSource.Line line = lines.next();
            while (line != null) {
                AuditEntry entry = line.entry();
                if (entry == null) {
                    throw new IOException(
                            "entry %d of the log cannot be exported: %s".formatted(count + 1, line.fault()));
                }
                out.write(ProofJson.bytes(entry));
                out.write('\n');
                count++;
                line = lines.next();
            }
        }
        return count;
    }

    private static long anchors(LogSource source, OutputStream out) throws IOException {
        long count = 0;
        try {
            for (Iterator<Anchor> anchors = source.anchors(); anchors.hasNext(); count++) {
                out.write(ProofJson.bytes(anchors.next()));
                out.write('\n');
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return count;
    }
}
