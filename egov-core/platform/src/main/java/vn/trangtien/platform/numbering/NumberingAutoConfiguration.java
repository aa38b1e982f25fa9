package vn.trangtien.platform.numbering;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.trangtien.platform.audit.AuditAutoConfiguration;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.database.DatabaseAutoConfiguration;
import vn.trangtien.platform.database.Datasets;

/** Number books, as the file that {@code trangtien.numbering.file} names writes them. */
@AutoConfiguration(after = {DatabaseAutoConfiguration.class, AuditAutoConfiguration.class})
public class NumberingAutoConfiguration {

    /** The data file; see {@code platform/number-books.yaml}. */
    record File(
            String about, List<BookPattern> books, @Nullable List<RegisterBook> registers) {}

    @Bean
    Numbering numbering(
            JdbcClient jdbc, @Value("${trangtien.numbering.file:classpath:platform/number-books.yaml}") Resource file) {
        List<BookPattern> books = Datasets.read(file, File.class).books();
        return new Numbering(jdbc, books.stream().collect(Collectors.toMap(BookPattern::kind, Function.identity())));
    }

    @Bean
    NumberRegister numberRegister(
            JdbcClient jdbc,
            AuditLog audit,
            Clock clock,
            @Value("${trangtien.numbering.file:classpath:platform/number-books.yaml}") Resource file) {
        return register(jdbc, audit, clock, file);
    }

    /** The shipped registers without a Spring context, for tools and tests. */
    public static NumberRegister usual(JdbcClient jdbc, AuditLog audit, Clock clock) {
        return register(jdbc, audit, clock, new ClassPathResource("platform/number-books.yaml"));
    }

    private static NumberRegister register(JdbcClient jdbc, AuditLog audit, Clock clock, Resource file) {
        List<RegisterBook> registers = Datasets.read(file, File.class).registers();
        return new NumberRegister(
                new RegisterStore(jdbc), new RegisterBooks(registers == null ? List.of() : registers), audit, clock);
    }
}
