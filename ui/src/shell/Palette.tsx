import { Dialog, DialogBody, DialogContent, DialogSurface, DialogTitle, Input } from "@fluentui/react-components";
import { type KeyboardEvent, useId, useState } from "react";

import { SearchRegular } from "../icons";
import { shell as text } from "../text/shell";
import { type Can, type Entry, diagnosing, matching } from "./palette";

interface PaletteProps {
  open: boolean;
  close: () => void;
  entries: readonly Entry[];
  send: Can["send"];
}

/** Everything that can be done, found by a few letters. */
export function Palette({ open, close, entries, send }: PaletteProps) {
  return (
    <Dialog open={open} onOpenChange={(_, { open: still }) => !still && close()}>
      <DialogSurface className="palette" aria-label={text.search} data-testid="palette">
        <DialogBody>
          <DialogTitle className="hidden-text">{text.search}</DialogTitle>
          <DialogContent className="palette-content">
            <Search entries={entries} close={close} send={send} />
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function Search({ entries, close, send }: Omit<PaletteProps, "open">) {
  const [search, setSearch] = useState("");
  const [at, setAt] = useState(0);
  const id = useId();
  const meaning = diagnosing(search, send);
  const found = [...(meaning === null ? [] : [meaning]), ...matching(entries, search)];
  const chosen = Math.min(at, found.length - 1);
  const run = (entry: Entry | undefined) => {
    if (entry !== undefined) {
      close();
      entry.run();
    }
  };
  const pressed = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && found.length > 0) {
      event.preventDefault();
      const next = (chosen + step + found.length) % found.length;
      setAt(next);
      document.getElementById(`${id}-${next}`)?.scrollIntoView?.({ block: "nearest" });
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(found[chosen]);
    }
  };
  return (
    <>
      <Input
        autoFocus
        contentBefore={<SearchRegular fontSize={16} />}
        value={search}
        placeholder={text.searchFor}
        aria-label={text.searchFor}
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={found.length > 0 ? `${id}-${chosen}` : undefined}
        onChange={(_, { value }) => {
          setSearch(value);
          setAt(0);
        }}
        onKeyDown={pressed}
        data-testid="palette-search"
      />
      <ul id={`${id}-list`} className="palette-list" role="listbox" aria-label={text.search}>
        {found.map((entry, index) => (
          <li
            key={entry.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            className="palette-entry"
            onMouseMove={() => setAt(index)}
            onClick={() => run(entry)}
            data-testid={`palette-${entry.id}`}
          >
            {entry.name}
            <span className="meta">{entry.meta}</span>
          </li>
        ))}
      </ul>
      {found.length === 0 && (
        <p className="meta" role="status">
          {text.nothingFound(search)}
        </p>
      )}
    </>
  );
}
