//! Journeys, golden files and tidiness: see the folders beside `src`.
