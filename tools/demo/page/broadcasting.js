/**
 * Counts the presences of a room that shows everybody to everybody: whoever comes is shown all who are there, and itself, and is
 * shown to them; what changes is told to all.
 */
export function presencesOfBroadcasting({ people, changes }) {
  return people * people + changes * people;
}
