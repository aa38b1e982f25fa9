package vn.trangtien.platform.numbering;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.trangtien.platform.database.DatabaseAutoConfiguration;
import vn.trangtien.platform.database.Datasets;

/** Number books, as the file that {@code trangtien.numbering.file} names writes them. */
@AutoConfiguration(after = DatabaseAutoConfiguration.class)
public class NumberingAutoConfiguration {

    /** The data file; see {@code platform/number-books.yaml}. */
    record File(String about, List<BookPattern> books) {}

    @Bean
    Numbering numbering(
            JdbcClient jdbc, @Value("${trangtien.numbering.file:classpath:platform/number-books.yaml}") Resource file) {
        List<BookPattern> books = Datasets.read(file, File.class).books();
        return new Numbering(jdbc, books.stream().collect(Collectors.toMap(BookPattern::kind, Function.identity())));
    }
}
