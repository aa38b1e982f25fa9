package vn.trangtien.ingest.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Letters with everything that is known of them, for taking along; newest first, in parts that fit into memory. What Kafka has no
 * more is there without its bytes, and says so. Thread-safe.
 */
@Component
class LetterExport {

    private static final int PART = 100;
    private static final long PART_BYTES = 16L * 1024 * 1024;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final LetterBooks books;
    private final Originals originals;

    LetterExport(LetterBooks books, Originals originals) {
        this.books = books;
        this.originals = originals;
    }

    /** Takes one letter and, where Kafka still has it, its original. */
    @FunctionalInterface
    private interface Taker {

        void take(DeadLetter letter, @Nullable Original original) throws IOException;
    }

    /** A JSON object a line; payload and header values in base64 and as text. */
    void ndjson(LetterFilter filter, OutputStream out) throws IOException, OriginalGone {
        each(filter, (letter, original) -> {
            out.write(JsonMapper.shared().writeValueAsBytes(line(letter, original)));
            out.write('\n');
        });
        out.flush();
    }

    /** The payloads as files named by their raw positions, and a table of them. */
    void zip(LetterFilter filter, OutputStream out) throws IOException, OriginalGone {
        var zip = new ZipOutputStream(out, UTF_8);
        var table = new StringBuilder("id,file,gateway,topic,reason,detail,receivedAt,state,bytes\r\n");
        each(filter, (letter, original) -> {
            String file = original == null
                    ? ""
                    : letter.id() + "_" + letter.rawPosition().replaceAll("[^0-9]", "-") + ".bin";
            if (original != null) {
                zip.putNextEntry(new ZipEntry(file));
                zip.write(original.payload());
                zip.closeEntry();
            }
            table.append(String.join(
                            ",",
                            Long.toString(letter.id()),
                            CsvCell.of(file),
                            CsvCell.of(letter.sender()),
                            CsvCell.of(letter.topic()),
                            CsvCell.of(letter.reason()),
                            CsvCell.of(letter.detail()),
                            letter.receivedAt().toString(),
                            letter.state().name(),
                            Integer.toString(letter.bytes())))
                    .append("\r\n");
        });
        zip.putNextEntry(new ZipEntry("letters.csv"));
        zip.write(BYTE_ORDER_MARK);
        zip.write(table.toString().getBytes(UTF_8));
        zip.closeEntry();
        zip.finish();
        zip.flush();
    }

    private void each(LetterFilter filter, Taker taker) throws IOException, OriginalGone {
        long before = Long.MAX_VALUE;
        while (true) {
            List<DeadLetter> part = fitting(books.list(filter, before, PART));
            if (part.isEmpty()) {
                return;
            }
            Map<Long, Place> places =
                    books.places(part.stream().map(DeadLetter::id).toList());
            Map<Place, Original> found = originals.all(places.values());
            for (DeadLetter letter : part) {
                Place place = places.get(letter.id());
                taker.take(letter, place == null ? null : found.get(place));
            }
            before = part.get(part.size() - 1).id();
        }
    }

    private static List<DeadLetter> fitting(List<DeadLetter> letters) {
        var fitting = new ArrayList<DeadLetter>();
        long bytes = 0;
        for (DeadLetter letter : letters) {
            bytes += letter.bytes();
            if (!fitting.isEmpty() && bytes > PART_BYTES) {
                break;
            }
            fitting.add(letter);
        }
        return fitting;
    }

    private static Map<String, Object> line(DeadLetter letter, @Nullable Original original) {
        var line = new LinkedHashMap<String, Object>();
        line.put("letter", letter);
        if (original == null) {
            line.put("trouble", Originals.gone());
            return line;
        }
        line.put("key", original.key());
        line.put("headers", original.headers());
        line.put("payload", Base64.getEncoder().encodeToString(original.payload()));
        return line;
    }
}
