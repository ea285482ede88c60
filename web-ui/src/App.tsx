export function App() {
  return (
    <main>
      <h1>Exaplan</h1>
    </main>
  );
}
