import { useEffect, useState } from "react";

import { hear } from "../ipc/listen";

/** Whether files are held over the window while this page is shown. What becomes of a drop the window decides. */
export function useHeldOver(): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const follow = (event: string, isOver: boolean) => hear(event, () => setOver(isOver));
    // The system tells the shell of files, and a page only by these events.
    const stops = [
      follow("tauri://drag-enter", true),
      follow("tauri://drag-leave", false),
      follow("tauri://drag-drop", false),
    ];
    return () => {
      setOver(false);
      stops.forEach((stop) => stop());
    };
  }, []);
  return over;
}
