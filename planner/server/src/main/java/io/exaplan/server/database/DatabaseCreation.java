package io.exaplan.server.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Makes databases on a server of our own. */
public record DatabaseCreation(PostgresServer server) {

    /** Makes the database unless it exists. */
    public void ensure(String name) throws IOException {
        if (!exists(name)) {
            execute("create database \"%s\"".formatted(name));
        }
    }

    /** Makes a copy of a database nobody is connected to. */
    public void copy(String from, String to) throws IOException {
        execute("create database \"%s\" template \"%s\"".formatted(to, from));
    }

    /** Drops what earlier runs left, whoever is connected to it. */
    public void dropAllBeginningWith(String prefix) throws IOException {
        List<String> names = new ArrayList<>();
        try (Connection connection = connect();
                PreparedStatement statement =
                        connection.prepareStatement("select datname from pg_database where starts_with(datname, ?)")) {
            statement.setString(1, prefix);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                names.add(found.getString(1));
            }
        } catch (SQLException e) {
            throw new IOException("The databases (%s...) cannot be listed.".formatted(prefix), e);
        }
        for (String name : names) {
            execute("drop database \"%s\" with (force)".formatted(name));
        }
    }

    private boolean exists(String name) throws IOException {
        try (Connection connection = connect();
                PreparedStatement statement =
                        connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        } catch (SQLException e) {
            throw new IOException("The database (%s) cannot be looked for.".formatted(name), e);
        }
    }

    private void execute(String sql) throws IOException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IOException("PostgreSQL refused (%s).".formatted(sql), e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.url("postgres"), server.user(), server.password());
    }
}
