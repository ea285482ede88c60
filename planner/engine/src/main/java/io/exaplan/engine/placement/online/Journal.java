package io.exaplan.engine.placement.online;

import java.util.ArrayList;
import java.util.List;

/** The vacancies of one accelerator model in the order in which they opened; those long closed drop out. */
final class Journal {

    private static final int SLACK = 1024;

    private List<Vacancy> vacancies = new ArrayList<>();
    private int open;

    void opened(Vacancy vacancy) {
        open++;
        if (vacancies.size() > 2 * open + SLACK) {
            List<Vacancy> kept = new ArrayList<>(open + SLACK);
            for (Vacancy known : vacancies) {
                if (!known.closed()) {
                    kept.add(known);
                }
            }
            vacancies = kept;
        }
        vacancies.add(vacancy);
    }

    void closed() {
        open--;
    }

    int open() {
        return open;
    }

    int size() {
        return vacancies.size();
    }

    Vacancy get(int place) {
        return vacancies.get(place);
    }

    /** Place of the first vacancy that opened after the given one. */
    int firstAfter(long sequence) {
        int low = 0;
        int high = vacancies.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (vacancies.get(middle).sequence <= sequence) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
