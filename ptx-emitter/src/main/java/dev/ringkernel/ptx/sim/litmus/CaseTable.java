package dev.ringkernel.ptx.sim.litmus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table of cases at the end of a litmus text. */
record CaseTable(List<Case> cases) {

  /**
   * One row: cells by the name of their column.
   *
   * @param line where it stands, from 1; 0 for the only case of a text without table
   */
  record Case(Map<String, String> cells, int line) {

    String cell(String column) {
      return cells.getOrDefault(column, "");
    }

    /** The text with every {@code $name} replaced, longest names first. */
    String fill(String text) {
      String filled = text;
      TreeMap<String, String> byLength =
          new TreeMap<>(
              (a, b) -> a.length() != b.length() ? b.length() - a.length() : a.compareTo(b));
      byLength.putAll(cells);
      for (Map.Entry<String, String> cell : byLength.entrySet()) {
        if (cell.getKey().startsWith("$")) {
          filled = filled.replace(cell.getKey(), cell.getValue());
        }
      }
      int open = filled.indexOf('$');
      if (open >= 0) {
        throw new LitmusException("no column is named '" + filled.substring(open) + "'");
      }
      return filled;
    }
  }

  static CaseTable read(String file, List<String> lines) {
    List<String> columns = new ArrayList<>();
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.startsWith("|") || line.matches("[|\\-\\s]+")) {
        continue;
      }
      List<String> cells = new ArrayList<>();
      for (String cell : line.substring(1).split("\\|", -1)) {
        cells.add(cell.strip());
      }
      cells.removeLast();
      if (columns.isEmpty()) {
        columns.addAll(cells);
        continue;
      }
      if (cells.size() != columns.size()) {
        throw new LitmusException(
                "a row of " + cells.size() + " cells under " + columns.size() + " columns")
            .at(file, i + 1);
      }
      Map<String, String> row = new LinkedHashMap<>();
      for (int c = 0; c < cells.size(); c++) {
        row.put(columns.get(c), cells.get(c));
      }
      cases.add(new Case(row, i + 1));
    }
    return new CaseTable(cases.isEmpty() ? List.of(new Case(Map.of(), 0)) : cases);
  }
}
