package vn.trangtien.box.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.platform.audit.AuditEntry;
import vn.trangtien.platform.audit.proof.Anchor;
import vn.trangtien.platform.audit.proof.EntryHash;
import vn.trangtien.platform.audit.proof.Export;
import vn.trangtien.platform.audit.proof.LogSource;

/** What an auditor types, with an export and nothing else. */
class AuditCommandTest {

    @TempDir
    Path folder;

    @Test
    void anExportThatNobodyTouchedIsIntact() throws Exception {
        Cli.Result result =
                Cli.run("audit", "verify", "--file", export(List.of(), -1).toString());

        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.OK);
        assertThat(result.out()).contains("✓ Nguyên vẹn, 20 mục / intact, 20 entries", "Chưa có dấu thời gian");
    }

    @Test
    void theEntryThatWasChangedIsNamedForPeopleAndPrograms() throws Exception {
        Path changed = export(List.of(), 7);
        Cli.Result people = Cli.run("audit", "verify", "--file", changed.toString());
        Cli.Result programs = Cli.run("audit", "verify", "--json", "--file", changed.toString());

        assertThat(people.exitCode()).isEqualTo(ExitCode.NOT_IN_ORDER);
        assertThat(people.out())
                .contains("✗ Mục 7 đã bị sửa", "Entry 7 was changed")
                .doesNotContain("✓");
        assertThat(programs.exitCode()).isEqualTo(ExitCode.NOT_IN_ORDER);
        JsonNode told = JsonMapper.shared().readTree(programs.out());
        assertThat(told.path("verdict").asString()).isEqualTo("broken");
        assertThat(told.path("findings").path(0).path("kind").asString()).isEqualTo("CHANGED");
        assertThat(told.path("findings").path(0).path("fromSeq").asLong()).isEqualTo(7);
    }

    @Test
    void whatCannotBeReadIsSaidWithoutAStackTrace() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "no export");
        Path noZip = Files.writeString(folder.resolve("no.zip"), "PK but no more");
        for (String[] arguments : new String[][] {
            {"--file", folder.resolve("none.zip").toString()},
            {"--file", text.toString()},
            {"--file", noZip.toString()},
            {"--file", export(List.of(), -1).toString(), "--trust", text.toString()},
            {"--file", export(List.of(), -1).toString(), "--anchors", text.toString()},
            {"--jdbc", "jdbc:postgresql://127.0.0.1:1/none"},
        }) {
            var command = new ArrayList<>(List.of("audit", "verify"));
            command.addAll(List.of(arguments));
            Cli.Result result = Cli.run(command.toArray(String[]::new));

            assertThat(result.exitCode()).as(String.join(" ", command)).isEqualTo(2);
            assertThat(result.err()).contains("Không đọc được").doesNotContain("\tat ");
        }
        assertThat(Cli.run(
                                "audit",
                                "verify",
                                "--data",
                                folder.resolve("nowhere").toString())
                        .exitCode())
                .isEqualTo(ExitCode.ENVIRONMENT);
    }

    private Path export(List<Anchor> anchors, long changed) throws IOException {
        Path file = Files.createTempFile(folder, "audit", ".zip");
        try (OutputStream out = Files.newOutputStream(file)) {
            Export.write(new Rows(anchors, changed), Instant.parse("2026-11-22T00:00:00Z"), out);
        }
        return file;
    }

    /** Twenty entries; the content of one is not what was hashed. */
    private static final class Rows implements LogSource {

        private final List<AuditEntry> entries = new ArrayList<>();
        private final List<Anchor> anchors;

        Rows(List<Anchor> anchors, long changed) {
            this.anchors = anchors;
            var hashes = new EntryHash();
            String before = EntryHash.GENESIS;
            Instant at = Instant.parse("2026-11-22T00:00:00Z");
            for (long seq = 1; seq <= 20; seq++) {
                String hash = hashes.of(before, seq, at, "egov", "canbo", "case.opened", "case:" + seq, "{}");
                String actor = seq == changed ? "somebody" : "canbo";
                entries.add(new AuditEntry(seq, at, "egov", actor, "case.opened", "case:" + seq, "{}", before, hash));
                before = hash;
            }
        }

        @Override
        public Optional<Head> head() {
            AuditEntry last = entries.get(entries.size() - 1);
            return Optional.of(new Head(last.seq(), last.hash()));
        }

        @Override
        public long firstSeq() {
            return 1;
        }

        @Override
        public Lines lines() {
            Iterator<AuditEntry> rest = entries.iterator();
            return new Lines() {
                @Override
                public @Nullable Line next() {
                    return rest.hasNext() ? new Line(rest.next(), "") : null;
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public Iterator<Anchor> anchors() {
            return anchors.iterator();
        }

        @Override
        public void close() {}
    }
}
