package vn.trangtien.box.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.box.home.Port;
import vn.trangtien.box.home.Ports;

class EmbeddedServersIT {

    private static final String PASSWORD = "an-example-password";

    @TempDir
    Path folder;

    @Test
    void databaseIsDurableClosedToStrangersAndKeepsItsRows() throws Exception {
        int port = Ports.free().get(Port.POSTGRES);
        try (var database = EmbeddedDatabase.start(folder, port, PASSWORD);
                Connection connection = connect(database.jdbcUrl(), PASSWORD)) {
            assertThat(setting(connection, "fsync")).isEqualTo("on");
            assertThat(setting(connection, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(connection, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(setting(connection, "max_connections")).isEqualTo("80");
            connection.createStatement().execute("CREATE TABLE kept AS SELECT lower('ĐÀ NẴNG') AS word");
            assertThatThrownBy(() -> connect(database.jdbcUrl(), "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
        try (var again = EmbeddedDatabase.start(folder, port, PASSWORD);
                Connection connection = connect(again.jdbcUrl(), PASSWORD);
                ResultSet row = connection.createStatement().executeQuery("SELECT word FROM kept")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("đà nẵng");
        }
        assertThat(folder.resolve(".password")).doesNotExist();
    }

    @Test
    void aServerLeftBehindIsStoppedAndItsDataTakenOver() throws Exception {
        EmbeddedDatabase killed = EmbeddedDatabase.start(folder, Ports.free().get(Port.POSTGRES), PASSWORD);
        try (Connection connection = connect(killed.jdbcUrl(), PASSWORD)) {
            connection.createStatement().execute("CREATE TABLE kept AS SELECT 42 AS answer");
        }
        ProcessHandle orphan = OrphanPostmaster.find(killed.cluster()).orElseThrow();

        int otherPort = Ports.free().get(Port.POSTGRES);
        // The lock of the wrapper belongs to this process as long as the first object lives; a killed process has none.
        Files.deleteIfExists(killed.cluster().resolve("epg-lock"));
        try (var next = EmbeddedDatabase.start(folder, otherPort, PASSWORD);
                Connection connection = connect(next.jdbcUrl(), PASSWORD);
                ResultSet row = connection.createStatement().executeQuery("SELECT answer FROM kept")) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(row.next()).isTrue();
        }
    }

    @Test
    void aFirstStartThatWasKilledHalfwayIsDoneAgain() throws Exception {
        Files.createDirectories(folder.resolve("cluster/base"));
        Files.writeString(folder.resolve("cluster/PG_VERSION"), "18");
        Files.writeString(folder.resolve(".initialising"), "");
        try (var database = EmbeddedDatabase.start(folder, Ports.free().get(Port.POSTGRES), PASSWORD);
                Connection connection = connect(database.jdbcUrl(), PASSWORD)) {
            assertThat(connection.isValid(5)).isTrue();
        }
        assertThat(folder.resolve(".initialising")).doesNotExist();
    }

    @Test
    void kafkaFindsItsRecordsAgain() throws Exception {
        Map<Port, Integer> ports = Ports.free();
        try (var kafka = EmbeddedKafka.start(folder, ports.get(Port.KAFKA), ports.get(Port.KAFKA_CONTROLLER));
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.send(new ProducerRecord<>("kept", 0, "key", "value")).get();
        }
        try (var kafka = EmbeddedKafka.start(folder, ports.get(Port.KAFKA), ports.get(Port.KAFKA_CONTROLLER));
                var consumer = new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            var partition = new TopicPartition("kept", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> values = Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(
                            () -> consumer.poll(Duration.ofMillis(200)).records(partition).stream()
                                    .map(ConsumerRecord::value)
                                    .toList(),
                            found -> !found.isEmpty());
            assertThat(values).containsExactly("value");
        }
    }

    @Test
    void timeSeriesTakesLineProtocolWithThePasswordOnly() throws Exception {
        Map<Port, Integer> ports = Ports.free();
        try (var store = EmbeddedTimeSeries.start(
                folder, ports.get(Port.QUESTDB_HTTP), ports.get(Port.QUESTDB_SQL), PASSWORD, folder.resolve("logs"))) {
            String basic = "Basic "
                    + Base64.getEncoder().encodeToString((EmbeddedTimeSeries.USER + ":" + PASSWORD).getBytes());
            assertThat(write(store, "Basic bm9ib2R5Om5vYm9keQ==")).isEqualTo(401);
            assertThat(write(store, "Token wrong")).isEqualTo(401);
            assertThat(write(store, basic)).isEqualTo(204);
            assertThat(write(store, "Token " + PASSWORD)).isEqualTo(204);
            Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> {
                try (Connection connection =
                                DriverManager.getConnection(store.jdbcUrl(), EmbeddedTimeSeries.USER, PASSWORD);
                        ResultSet row = connection
                                .createStatement()
                                .executeQuery("SELECT count() FROM river WHERE level = 1.5")) {
                    assertThat(row.next()).isTrue();
                    assertThat(row.getLong(1)).isEqualTo(2);
                }
            });
            assertThatThrownBy(() -> DriverManager.getConnection(store.jdbcUrl(), "admin", "quest"))
                    .isInstanceOf(SQLException.class);
        }
    }

    private static int write(EmbeddedTimeSeries store, String authorization) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(store.httpUrl() + "/api/v2/write?bucket=b&org=o"))
                                .header("Authorization", authorization)
                                .POST(HttpRequest.BodyPublishers.ofString("river,site=bridge level=1.5\n"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private static Connection connect(String url, String password) throws SQLException {
        return DriverManager.getConnection(url, EmbeddedDatabase.USER, password);
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (ResultSet row = connection.createStatement().executeQuery("SHOW " + name)) {
            row.next();
            return row.getString(1);
        }
    }
}
