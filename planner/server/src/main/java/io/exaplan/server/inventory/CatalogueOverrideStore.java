package io.exaplan.server.inventory;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Rows of table catalogue_override. */
@Repository
class CatalogueOverrideStore {
    private final JdbcClient sql;
    private final JsonMapper json;

    CatalogueOverrideStore(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** The highest version there was; 0 before the first. */
    long revision() {
        return sql.sql("select coalesce(max(version), 0) from catalogue_override")
                .query(Long.class)
                .single();
    }

    /** Those in force, in the order they were stated. */
    List<CatalogueOverride> all() {
        return sql.sql("""
                        select key, version, entry, stated_by, stated_at from catalogue_override
                        where entry is not null order by version
                        """)
                .query((row, index) -> new CatalogueOverride(
                        row.getString("key"),
                        row.getLong("version"),
                        json.readValue(row.getString("entry"), AcceleratorEntry.class),
                        row.getString("stated_by"),
                        row.getObject("stated_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Keeps other changes out until the transaction ends: what fits is judged of all together, and revisions commit in order. */
    void lock() {
        sql.sql("lock table catalogue_override in share row exclusive mode").update();
    }

    /** @param entry null takes it back */
    void write(String key, @Nullable AcceleratorEntry entry, String actor) {
        sql.sql("""
                        insert into catalogue_override (key, entry, stated_by) values (:key, cast(:entry as jsonb), :actor)
                        on conflict (key) do update
                        set version = excluded.version, entry = excluded.entry, stated_by = excluded.stated_by,
                            stated_at = excluded.stated_at
                        """)
                .param("key", key)
                .param("entry", entry == null ? null : json.writeValueAsString(entry))
                .param("actor", actor)
                .update();
    }
}
