package io.exaplan.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Every orphan there has been, from the planner's own table: the API shows only those that are still there.
 *
 * @param seen how many, -1 when the table could not be read
 * @param explained how many of them the planner could explain
 */
record OrphansSeen(int seen, int explained) {

    static OrphansSeen of(Stand stand) throws IOException {
        try (Connection database = stand.database();
                Statement statement = database.createStatement();
                ResultSet count = statement.executeQuery(
                        "select count(*), count(*) filter (where explanation ~ '[^[:space:]]') from orphan")) {
            count.next();
            return new OrphansSeen(count.getInt(1), count.getInt(2));
        } catch (SQLException unreadable) {
            System.err.println("The orphans cannot be read: " + unreadable.getMessage());
            return new OrphansSeen(-1, 0);
        }
    }
}
