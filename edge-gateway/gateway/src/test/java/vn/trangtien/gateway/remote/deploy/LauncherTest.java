package vn.trangtien.gateway.remote.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell script that chooses what starts, run as it is installed. */
class LauncherTest {

    @TempDir
    Path root;

    private Workplace place;

    @BeforeEach
    void installedGateway() throws IOException {
        place = new Workplace(root);
    }

    @AfterEach
    void close() {
        place.close();
    }

    @Test
    void withoutAnUpdateTheInstalledReleaseStarts() {
        assertThat(place.launch("run")).isEqualTo("installed");
    }

    @Test
    void aConfirmedReleaseStartsAgainAndAgain() throws Exception {
        given("2.0.0", CurrentRelease.confirmed(version("2.0.0"), Optional.empty()));

        for (int start = 0; start < 4; start++) {
            assertThat(place.launch("run")).isEqualTo("2.0.0");
        }
    }

    @Test
    void aTrialIsStartedTwiceAndThenGoesBackToWhatWasBefore() throws Exception {
        given("1.5.0", CurrentRelease.confirmed(version("1.5.0"), Optional.empty()));
        given("2.0.0", CurrentRelease.onTrial(version("2.0.0"), Optional.of(version("1.5.0"))));

        assertThat(place.launch("run")).isEqualTo("2.0.0");
        assertThat(place.launch("run")).isEqualTo("2.0.0");
        assertThat(place.launch("run")).isEqualTo("1.5.0");
        assertThat(place.launch("run")).isEqualTo("1.5.0");
        assertThat(place.folder().lastFailure())
                .hasValueSatisfying(failure -> assertThat(failure.version()).isEqualTo(version("2.0.0")));
    }

    @Test
    void aDamagedReleaseGoesBack() throws Exception {
        given("2.0.0", CurrentRelease.confirmed(version("2.0.0"), Optional.empty()));
        Files.writeString(place.data.resolve("releases/2.0.0/lib/gateway.jar"), "rotten");

        assertThat(place.launch("run")).isEqualTo("installed");
        assertThat(place.folder().lastFailure())
                .hasValueSatisfying(failure -> assertThat(failure.reason()).contains("damaged"));
    }

    @Test
    void aReleaseThatIsGoneAndABeforeThatIsGoneEndAtTheInstalledOne() throws Exception {
        Files.createDirectories(place.data.resolve("releases"));
        write(CurrentRelease.onTrial(version("2.0.0"), Optional.of(version("1.5.0"))));

        assertThat(place.launch("run")).isEqualTo("installed");
        assertThat(place.launch("run")).isEqualTo("installed");
    }

    @ParameterizedTest(name = "current = {0}")
    @ValueSource(
            strings = {
                "",
                "version=../../etc\nstate=confirmed\nstarts=0\nprevious=\n",
                "version=2.0.0\nstate=maybe\nstarts=0\nprevious=\n",
                "version=2.0.0\nstate=trial\nstarts=many\nprevious=\n",
                "version=2.0.0\nstate=trial\nstarts=0\nprevious=/tmp\n",
                "vers",
                "version=$(reboot)\nstate=confirmed\nstarts=0\nprevious=\n"
            })
    void nonsenseIsPutAsideAndTheInstalledReleaseStarts(String text) throws Exception {
        given("2.0.0", CurrentRelease.confirmed(version("2.0.0"), Optional.empty()));
        Files.writeString(place.data.resolve("releases/current"), text);

        assertThat(place.launch("run")).isEqualTo("installed");
        assertThat(CurrentRelease.parse(text)).isEmpty();
        assertThat(place.data.resolve("releases/current")).doesNotExist();
    }

    @Test
    void otherCommandsUseAReleaseOnceItIsConfirmedAndCountNothing() throws Exception {
        given("2.0.0", CurrentRelease.onTrial(version("2.0.0"), Optional.empty()));

        assertThat(place.launch("status")).isEqualTo("installed");
        assertThat(place.folder().current().orElseThrow().starts()).isZero();

        write(CurrentRelease.confirmed(version("2.0.0"), Optional.empty()));
        assertThat(place.launch("status")).isEqualTo("2.0.0");
    }

    @Test
    void bothSidesUnderstandTheFileInTheSameWay() throws Exception {
        given("2.0.0", CurrentRelease.onTrial(version("2.0.0"), Optional.of(version("1.5.0"))));

        place.launch("run");

        assertThat(place.folder().current())
                .contains(new CurrentRelease(version("2.0.0"), true, 1, Optional.of(version("1.5.0"))));
    }

    private void given(String release, CurrentRelease current) throws IOException {
        Path tree =
                Workplace.tree(place.data.resolve("releases").resolve(release), release, ReleaseManifest.thisArch());
        try {
            Files.writeString(
                    tree.resolve(ReleaseManifest.SUMS),
                    ReleaseManifest.read(tree).sums());
        } catch (DeployException e) {
            throw new AssertionError(e);
        }
        write(current);
    }

    private void write(CurrentRelease current) throws IOException {
        Files.writeString(place.data.resolve("releases/current"), current.text());
    }

    private static ReleaseVersion version(String text) {
        return new ReleaseVersion(text);
    }
}
