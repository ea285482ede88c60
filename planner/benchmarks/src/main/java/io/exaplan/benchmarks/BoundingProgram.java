package io.exaplan.benchmarks;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.util.ArrayList;
import java.util.List;

/**
 * A linear program that proves upper bounds: groups of columns, of each group at most one in all; rows that may not be
 * exceeded; the columns' values are wanted.
 *
 * <p>The solver is trusted for its prices only. For any prices p at least 0 and any x the program allows,
 *
 * <pre>
 * value(x) &lt;= value(x) + sum over rows of p (capacity - use(x))
 *          =  sum over rows of p capacity + sum over columns of x (value - price of its amounts)
 *          &lt;= sum over rows of p capacity + sum over groups of the best surplus of its columns, at least 0
 * </pre>
 *
 * and that is computed here from the solver's prices, so that neither its tolerances nor an early end can make the bound wrong;
 * they can only make it looser. Amounts may be negative.
 */
final class BoundingProgram {
    private final List<Double> capacities = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<List<Column>> groups = new ArrayList<>();

    /** A row's unit: amounts are passed to the solver in it. */
    private final List<Double> units = new ArrayList<>();

    /** What takes so much of a row; negative where it gives. */
    record Amount(int row, double amount) {}

    /** One way for a group. */
    record Column(double value, List<Amount> amounts) {
        Column {
            amounts = List.copyOf(amounts);
        }
    }

    /** A row of which there is so much; returns its number. */
    int row(String name, double capacity, double unit) {
        names.add(name);
        capacities.add(capacity);
        units.add(unit);
        return capacities.size() - 1;
    }

    void capacity(int row, double capacity, double unit) {
        capacities.set(row, capacity);
        units.set(row, unit);
    }

    void group(List<Column> columns) {
        groups.add(List.copyOf(columns));
    }

    int rows() {
        return capacities.size();
    }

    int columns() {
        return groups.stream().mapToInt(List::size).sum();
    }

    /** The bound, after so many seconds of the solver (GLOP, PDLP) at most. */
    double solve(String method, int seconds) {
        Loader.loadNativeLibraries();
        MPSolver solver = MPSolver.createSolver(method);
        if (solver == null) {
            throw new IllegalStateException("OR-Tools has no linear solver %s here.".formatted(method));
        }
        List<MPConstraint> rows = new ArrayList<>();
        for (int row = 0; row < capacities.size(); row++) {
            rows.add(solver.makeConstraint(
                    Double.NEGATIVE_INFINITY, capacities.get(row) / units.get(row), names.get(row)));
        }
        MPObjective objective = solver.objective();
        for (List<Column> group : groups) {
            MPConstraint once = solver.makeConstraint(Double.NEGATIVE_INFINITY, 1, "");
            for (Column column : group) {
                MPVariable part = solver.makeNumVar(0, Double.POSITIVE_INFINITY, "");
                once.setCoefficient(part, 1);
                objective.setCoefficient(part, column.value());
                for (Amount amount : column.amounts()) {
                    rows.get(amount.row()).setCoefficient(part, amount.amount() / units.get(amount.row()));
                }
            }
        }
        objective.setMaximization();
        solver.setTimeLimit(seconds * 1000L);
        solver.solve();
        double[] prices = new double[rows.size()];
        for (int row = 0; row < prices.length; row++) {
            prices[row] = Math.abs(rows.get(row).dualValue()) / units.get(row);
        }
        return bound(prices);
    }

    /** What some prices prove. */
    private double bound(double[] prices) {
        double bound = 0;
        for (int row = 0; row < prices.length; row++) {
            bound += capacities.get(row) * prices[row];
        }
        for (List<Column> group : groups) {
            double best = 0;
            for (Column column : group) {
                double surplus = column.value();
                for (Amount amount : column.amounts()) {
                    surplus -= prices[amount.row()] * amount.amount();
                }
                best = Math.max(best, surplus);
            }
            bound += best;
        }
        return bound;
    }
}
