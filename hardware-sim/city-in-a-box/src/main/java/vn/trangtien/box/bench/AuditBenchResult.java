package vn.trangtien.box.bench;

import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The figures of {@code ./city bench audit}. Names are read by other programs: they may grow, none may change. Everything runs on
 * the city's own PostgreSQL, with every commit on the disk before it returns.
 *
 * @param cores of the machine
 * @param loadBefore of the machine, a minute's average, before the bench
 * @param loadAfter the same after it; this run is in it
 * @param rows entries in each round of batches
 * @param batch entries in a transaction
 * @param auditAppendPerSecond entries of the chain in batches, hashed, with all indexes; median of the rounds
 * @param auditVerifyPerSecond entries read from the database and recomputed; median of the rounds
 * @param reference the same content into a plain table, see {@link Reference}
 * @param ratio of chain to reference in batches
 * @param auditSinglePerSecond entries with a transaction each, one thread
 * @param auditSingleEightPerSecond the same from eight threads, which wait for each other at the head
 * @param numberingPerSecond numbers issued by eight threads, a transaction each, one in ten rolled back
 * @param numberingIssued numbers that were committed
 * @param numberingGaps numbers that are missing below the highest; 0 or the bench fails
 */
public record AuditBenchResult(
        int cores,
        double loadBefore,
        double loadAfter,
        int rows,
        int batch,
        double auditAppendPerSecond,
        double auditVerifyPerSecond,
        Reference reference,
        double ratio,
        double auditSinglePerSecond,
        double auditSingleEightPerSecond,
        double numberingPerSecond,
        long numberingIssued,
        long numberingGaps) {

    /**
     * PostgreSQL alone: a table with the columns of an entry but no hashes, and a primary key, without trigger or other indexes.
     *
     * @param insertPerSecond rows in batches of the same size, by the same kind of statement
     * @param singleInsertPerSecond rows with a transaction each, one thread
     * @param singleInsertEightPerSecond the same from eight threads
     */
    public record Reference(double insertPerSecond, double singleInsertPerSecond, double singleInsertEightPerSecond) {}

    /** One line. */
    public String toJson() {
        return JsonMapper.builder()
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .build()
                .writeValueAsString(this);
    }
}
